import { finpayFiles } from '../generated/finpay.ts';

/** FinPay's lab file, ready for `loadLab`. */
export const finpayLab: { readonly text: string; readonly file: string } = {
  text: finpayFiles['lab.yaml'] ?? '',
  file: 'finpay/lab.yaml',
};

/** The address that FinPay's steps read; a rehearsal reads a copy of its own under this address. */
export const finpayDeployAddress = 'https://github.com/finpay/finpay-deploy.git';
