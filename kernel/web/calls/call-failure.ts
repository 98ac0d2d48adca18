import type { Facts } from '#kernel/contract/words.ts';

/**
 * A call that was refused or didn't arrive. `status` 0: no answer came, and `code` is `web.unreachable`, `web.tooSlow`
 * or, with the status of an answer that isn't ours, `web.unreadable`. `message` is in the reader's language.
 */
export class CallFailure extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Facts;
  readonly requestId: string | undefined;

  constructor(told: { code: string; status: number; message: string; facts?: Facts; requestId?: string }) {
    super(told.message);
    this.name = 'CallFailure';
    this.code = told.code;
    this.status = told.status;
    this.facts = told.facts ?? {};
    this.requestId = told.requestId;
  }

  /** Whether the same call may succeed later without any change. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503;
  }
}
