import { answerQrSignIn } from './commands/answer-qr-sign-in.ts';
import { answerSignIn } from './commands/answer-sign-in.ts';
import { beginQrSignIn } from './commands/begin-qr-sign-in.ts';
import { confirmTotp } from './commands/confirm-totp.ts';
import { decideFactorReset } from './commands/decide-factor-reset.ts';
import { endSessionsOf } from './commands/end-sessions-of.ts';
import { finishQrSignIn } from './commands/finish-qr-sign-in.ts';
import { proposeFactorReset } from './commands/propose-factor-reset.ts';
import { proposeTotp } from './commands/propose-totp.ts';
import { proposeTotpAtSignIn } from './commands/propose-totp-at-sign-in.ts';
import { removeTotp } from './commands/remove-totp.ts';
import { renewRecoveryCodes } from './commands/renew-recovery-codes.ts';
import { listFactorResets } from './queries/list-factor-resets.ts';
import { listMySignIns } from './queries/list-my-sign-ins.ts';
import { readMyFactors } from './queries/read-my-factors.ts';
import { readQrSignIn } from './queries/read-qr-sign-in.ts';

/** Second factors, the own sign-ins, and sign-in by the phone's camera. */
export const signInHandlers = [
  endSessionsOf,
  readMyFactors,
  proposeTotp,
  proposeTotpAtSignIn,
  confirmTotp,
  removeTotp,
  renewRecoveryCodes,
  proposeFactorReset,
  decideFactorReset,
  listFactorResets,
  listMySignIns,
  answerSignIn,
  beginQrSignIn,
  readQrSignIn,
  answerQrSignIn,
  finishQrSignIn,
];
