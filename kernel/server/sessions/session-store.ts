import { createHash, randomBytes } from 'node:crypto';
import type { PersonActor } from '../../contract/actor.ts';

/** How long a session lives, and how long it may lie idle, where nobody says otherwise. */
export const sessionLife = { minutes: 60 * 24 * 14, idleMinutes: 60 * 24 * 3, shared: false } as const;

/** How long the token from before a renewal still counts: what was under way with it ends well. */
export const formerTokenSeconds = 60;

/** A new opaque token: 256 random bits. Only its hash is stored. */
export function newSessionToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashSessionToken(token) };
}

export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The session row as the pipeline reads it. */
export interface SessionRow {
  readonly id: string;
  readonly person_id: string;
  readonly strength: PersonActor['strength'];
  readonly fresh_at: string;
  readonly seen_at: string;
}
