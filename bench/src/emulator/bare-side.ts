import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** One route that answers what it was given, and no more: what the emulator's answers cost is read beside it. */
const app = new Hono();
let answers: Readonly<Record<string, object>> = {};
app.all('/api/:name', (context) => context.json(answers[context.req.param('name')] ?? {}));

const server = createAdaptorServer({ fetch: app.fetch });
process.on('message', (given: Readonly<Record<string, object>>) => {
  answers = given;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a server has a port');
    process.send?.({ url: `http://127.0.0.1:${address.port}` });
  });
});
process.on('disconnect', () => process.exit());
