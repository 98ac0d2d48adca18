import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';

/** JSON as base64url of its UTF-8 bytes. */
export function inputForHeader(input: unknown): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(JSON.stringify(input))) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The address of a download (or of a query as JSON), for `<img src>` and links. The session goes along by cookie. */
export const fileUrl = <C extends OperationContract<'download' | 'query'>>(
  operation: C,
  input: CallInputOf<C>,
): string => `/api/v1/${operation.name}?input=${inputForHeader(input)}`;
