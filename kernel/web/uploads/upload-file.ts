import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { operationUrl, refused, tooSlow, unreachable } from '../calls/call.ts';
import { newCommandId } from '../calls/command-id.ts';
import { languageNow } from '../language/language.ts';
import { inputForHeader } from './file-url.ts';
import type { UploadHold } from './upload-hold.ts';

export interface UploadOptions {
  /** The same for a retry of the same file: it goes on where it was cut off, and happens once. */
  readonly commandId?: string;
  readonly signal?: AbortSignal;
  /** Told bytes sent and bytes in all. */
  readonly onProgress?: (sent: number, all: number) => void;
  /** Lets the sender pause; only what `goesInParts` heeds it. */
  readonly hold?: UploadHold;
}

/** A file that is worth more than one request; smaller ones are sent whole. */
export const goesInParts = (operation: OperationContract, file: File): boolean =>
  operation.stored === true && file.size > 1_000_000;

/**
 * Sends a file: a large one in parts, going on by itself where the connection or the server went away meanwhile. Gives the
 * operation's output; throws `CallFailure`.
 */
export async function uploadFile<C extends OperationContract<'upload'>>(
  operation: C,
  file: File,
  input: CallInputOf<C>,
  options: UploadOptions = {},
): Promise<OutputOf<C>> {
  const commandId = options.commandId ?? newCommandId();
  const headers = {
    'accept-language': languageNow(),
    'guiju-command-id': commandId,
    'guiju-input': inputForHeader(input),
    'guiju-file-name': encodeURIComponent(file.name),
  };
  if (!goesInParts(operation, file)) return sendWhole(operation, file, headers, options);
  const { sendParts, forgetParts } = await import('./send-parts.ts');
  const upload = await sendParts(operation, file, { ...options, commandId });
  const answer = await fetch(operationUrl(operation), {
    method: 'POST',
    headers: { ...headers, 'guiju-upload': upload },
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((problem) => {
    if (options.signal?.aborted) throw problem;
    throw unreachable();
  });
  const text = await answer.text().catch(() => '');
  if (answer.ok || (answer.status < 429 && answer.status !== 401)) forgetParts(commandId);
  return read(answer.status, text);
}

function read<T>(status: number, text: string): T {
  if (status !== 200) throw refused(status, text);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw refused(status, '');
  }
}

/** In one request. (XMLHttpRequest, because fetch tells no progress of what is sent.) */
function sendWhole<T>(
  operation: OperationContract<'upload'>,
  file: File,
  headers: Readonly<Record<string, string>>,
  options: UploadOptions,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', operationUrl(operation));
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
    request.onerror = () => reject(unreachable());
    request.ontimeout = () => reject(tooSlow());
    request.onabort = () => reject(options.signal?.reason ?? new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      try {
        resolve(read<T>(request.status, request.responseText));
      } catch (problem) {
        reject(problem);
      }
    };
    if (options.signal?.aborted) return reject(options.signal.reason);
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
