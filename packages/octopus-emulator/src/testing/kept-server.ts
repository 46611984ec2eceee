import { createEmulator } from '../emulator.ts';

/** Run as a program with a data folder: serves, says where and with which key, and waits to be killed. */
const [, , data = '', compactAtBytes] = process.argv;
const emulator = await createEmulator({
  data,
  ...(compactAtBytes === undefined ? {} : { compactAtBytes: Number(compactAtBytes) }),
});
const { url } = await emulator.listen();
process.stdout.write(`${JSON.stringify({ url, key: emulator.administratorKey })}\n`);
