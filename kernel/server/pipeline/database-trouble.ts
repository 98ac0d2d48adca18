import type { FailureContract } from '../../contract/failure.ts';
import { databaseAway, storageFull } from '../../contract/kernel-failures.ts';

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return '';
}

/** The declared failure behind a database error, where it is the database's state and not our mistake. */
export function databaseTrouble(error: unknown): FailureContract | undefined {
  const code = codeOf(error);
  if (code === '53100' || code === 'ENOSPC' || code === 'EROFS') return storageFull;
  if (/^(08|57P)/.test(code) || code === '53300') return databaseAway;
  if (['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND'].includes(code)) {
    return databaseAway;
  }
  const message = error instanceof Error ? error.message : '';
  if (
    /Connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|Client was closed|not queryable/i.test(
      message,
    )
  ) {
    return databaseAway;
  }
  return undefined;
}

/** Two transactions got in each other's way; deciding again on the new state is right. */
export function isWorthRetrying(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error)) || isEvidenceKeyGone(error);
}

/** Another process destroyed the key that this one still held: with the next try a new one is made. */
export function isEvidenceKeyGone(error: unknown): boolean {
  return codeOf(error) === 'GJ020';
}

/** Somebody else committed the same command id a moment before. */
export function isSameCommand(error: unknown): boolean {
  return (
    codeOf(error) === '23505' &&
    typeof error === 'object' &&
    error !== null &&
    'constraint' in error &&
    error.constraint === 'command_pkey'
  );
}
