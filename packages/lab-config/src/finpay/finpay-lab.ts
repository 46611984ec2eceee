import { finpayFiles } from '../generated/finpay.ts';

/** FinPay's lab file and the scripts beside it, ready for `loadLab`. */
export const finpayLab: {
  readonly text: string;
  readonly file: string;
  readonly read: (path: string) => string | undefined;
} = {
  text: finpayFiles['lab.yaml'] ?? '',
  file: 'finpay/lab.yaml',
  read: (path) => finpayFiles[path],
};

/** The address that FinPay's steps read; a rehearsal reads a copy of its own under this address. */
export const finpayDeployAddress = 'https://github.com/finpay/finpay-deploy.git';
