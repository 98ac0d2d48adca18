import { Worker } from 'node:worker_threads';

/** What a worker is started for. */
export interface TextAsked {
  readonly kind: 'office' | 'pdf';
  readonly bytes: Uint8Array;
  /** UTF-16 units. */
  readonly most: number;
}

const timeoutMs = 20_000;

/**
 * Reads a document in a thread of its own, which ends after 20 seconds or with 256 MB at the latest: whoever made the document
 * may have meant harm. Undefined where it can't be read. The bytes are gone afterwards.
 */
export function textInWorker(asked: TextAsked): Promise<string | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./text-worker.ts', import.meta.url), {
      workerData: asked,
      transferList: [asked.bytes.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // What a parser has to say about somebody's file isn't the program's log.
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => end(undefined), timeoutMs);
    const end = (text: string | undefined) => {
      clearTimeout(timer);
      resolve(text);
      void worker.terminate();
    };
    worker.once('message', (text: string) => end(text));
    worker.once('error', () => end(undefined));
    worker.once('exit', () => end(undefined));
  });
}
