import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { operationUrl, refused, tooSlow, unreachable } from './call.ts';
import { newCommandId } from './command-id.ts';
import { inputForHeader } from './file-url.ts';
import { languageNow } from './language.ts';

/**
 * Sends a file. `onProgress` is told bytes sent and bytes in all; the signal stops it. Gives the operation's output;
 * throws `CallFailure`. (XMLHttpRequest, because fetch tells no progress of what is sent.)
 */
export function uploadFile<C extends OperationContract<'upload'>>(
  operation: C,
  file: File,
  input: CallInputOf<C>,
  options: { commandId?: string; signal?: AbortSignal; onProgress?: (sent: number, all: number) => void } = {},
): Promise<OutputOf<C>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', operationUrl(operation));
    request.setRequestHeader('accept-language', languageNow());
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('guiju-command-id', options.commandId ?? newCommandId());
    request.setRequestHeader('guiju-input', inputForHeader(input));
    request.setRequestHeader('guiju-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
    request.onerror = () => reject(unreachable());
    request.ontimeout = () => reject(tooSlow());
    request.onabort = () => reject(options.signal?.reason ?? new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status !== 200) return reject(refused(request.status, request.responseText));
      try {
        resolve(JSON.parse(request.responseText) as OutputOf<C>);
      } catch {
        reject(refused(request.status, ''));
      }
    };
    if (options.signal?.aborted) return reject(options.signal.reason);
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
