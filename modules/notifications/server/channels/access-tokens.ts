import { createHash } from 'node:crypto';

/** What a platform answered: a token and the seconds that it lives, or an error. */
export type TokenAnswer =
  | { readonly token: string; readonly livesSeconds: number }
  | { readonly error: string; readonly never: boolean; readonly waitSeconds?: number };

/** A token is asked for anew so long before its end. */
const marginSeconds = 300;

/**
 * Remembers access tokens of a platform, by whose they are: platforms refuse who asks for a token at every message. Whoever
 * asks while one is being fetched waits for that one. Kept in memory only; `forget` when the platform says that it is void.
 */
export function makeAccessTokens() {
  const held = new Map<string, { until: number; answer: Promise<TokenAnswer> }>();
  const keyOf = (...whose: string[]) => createHash('sha256').update(whose.join('\n')).digest('hex');
  return {
    /** `now`: seconds since 1970. */
    async token(whose: readonly string[], now: number, fetchToken: () => Promise<TokenAnswer>): Promise<TokenAnswer> {
      const key = keyOf(...whose);
      const known = held.get(key);
      if (known && now < known.until) return known.answer;
      const entry = { until: now + 60, answer: fetchToken() };
      held.set(key, entry);
      const answer = await entry.answer;
      if ('token' in answer) entry.until = now + Math.max(answer.livesSeconds - marginSeconds, 60);
      else held.delete(key);
      return answer;
    },
    forget(whose: readonly string[]): void {
      held.delete(keyOf(...whose));
    },
  };
}
