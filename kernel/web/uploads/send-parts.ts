import { DetailedError, Upload } from 'tus-js-client';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { refused, unreachable } from '../calls/call.ts';
import { languageNow } from '../language/language.ts';
import type { UploadOptions } from './upload-file.ts';

/** Bytes of one part: what a slow line carries well within the time of a request. */
const part = 4_000_000;
/** Waits after which a part is tried again, in ms; the count begins anew with every part that arrives. */
const waits = [0, 1_000, 3_000, 5_000, 10_000, 15_000, 30_000, 30_000, 60_000, 60_000];

/** Uploads that were cut off for longer than that, by their command: asked again, they go on where they were. */
const begun = new Map<string, Upload>();

export const forgetParts = (commandId: string): void => void begun.delete(commandId);

/** Sends the bytes of a file part by part and gives the id by which an operation takes them. Throws `CallFailure`. */
export function sendParts(
  operation: OperationContract,
  file: File,
  options: UploadOptions & { readonly commandId: string },
): Promise<string> {
  const { commandId, signal, hold, onProgress } = options;
  return new Promise((resolve, reject) => {
    const upload =
      begun.get(commandId) ??
      new Upload(file, {
        endpoint: '/api/v1/uploads',
        chunkSize: part,
        retryDelays: waits,
        removeFingerprintOnSuccess: true,
        // Names of files don't stay in a browser that others may use after.
        storeFingerprintForResuming: false,
      });
    begun.set(commandId, upload);
    const end = (settle: () => void) => {
      hold?.listen(undefined);
      signal?.removeEventListener('abort', giveUp);
      settle();
    };
    const giveUp = () => {
      forgetParts(commandId);
      // What arrived goes at once; were it to fail, it goes after a day.
      upload.abort(upload.url !== null).catch(() => {});
      end(() => reject(signal?.reason));
    };
    Object.assign(upload.options, {
      headers: { 'accept-language': languageNow(), 'guiju-operation': operation.name },
      onProgress: (sent: number, all: number) => onProgress?.(sent, all),
      onShouldRetry: (problem: Error | DetailedError) => {
        const status = problem instanceof DetailedError ? (problem.originalResponse?.getStatus() ?? 0) : 0;
        return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
      },
      onError: (problem: Error | DetailedError) => {
        const answer = problem instanceof DetailedError ? problem.originalResponse : undefined;
        const status = answer?.getStatus() ?? 0;
        if (status >= 400 && status < 500) forgetParts(commandId);
        end(() => reject(status === 0 ? unreachable() : refused(status, answer?.getBody() ?? '')));
      },
      onSuccess: () => end(() => resolve(upload.url?.split('/').at(-1) ?? '')),
    });
    if (signal?.aborted) return giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    hold?.listen((paused) => {
      if (paused) upload.abort().catch(() => {});
      else upload.start();
    });
    if (!hold?.paused) upload.start();
  });
}
