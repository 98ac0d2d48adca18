import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { goesInParts, uploadFile as sendFile } from '#kernel/web/uploads/upload-file.ts';
import { UploadHold } from '#kernel/web/uploads/upload-hold.ts';
import { uploadFile } from '../contract/operations.ts';
import type { FileRow } from '../contract/shapes.ts';

/** A file on its way. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Bytes that have left. */
  readonly sent: number;
  /** Why it failed, for the reader. */
  readonly problem?: string;
  /** Trying the same file again may help. */
  readonly again?: boolean;
  /** Of a large one: it can be paused. */
  readonly hold?: UploadHold;
  readonly paused?: boolean;
}

const atOnce = 3;

const changed = (uploads: readonly Upload[], key: string, changes: Partial<Upload>) =>
  uploads.map((one) => (one.key === key ? { ...one, ...changes } : one));
const without = (uploads: readonly Upload[], key: string) => uploads.filter((one) => one.key !== key);

/**
 * Sends files, three at once, each until it arrived, was given up or refused. A file keeps its command id over retries, so
 * that one whose answer was lost isn't there twice. `onUploaded` hears of each that arrived.
 */
export function useUploads(onUploaded: (row: FileRow) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const tell = useRef(onUploaded);
  useLayoutEffect(() => {
    tell.current = onUploaded;
  });

  useEffect(() => {
    const begin = async ({ key, file, hold }: Upload) => {
      const controller = new AbortController();
      running.current.set(key, controller);
      setUploads((held) => changed(held, key, { state: 'sending' }));
      try {
        const row = await sendFile(
          uploadFile,
          file,
          {},
          {
            commandId: key,
            signal: controller.signal,
            ...(hold ? { hold } : {}),
            onProgress: (sent) => setUploads((held) => changed(held, key, { sent })),
          },
        );
        running.current.delete(key);
        setUploads((held) => without(held, key));
        tell.current(row);
      } catch (problem) {
        if (controller.signal.aborted) return;
        if (!(problem instanceof CallFailure)) throw problem;
        running.current.delete(key);
        const { message, passing } = problem;
        setUploads((held) => changed(held, key, { state: 'failed', problem: message, again: passing }));
      }
    };
    const waiting = uploads.filter((one) => one.state === 'waiting' && !running.current.has(one.key));
    for (const upload of waiting.slice(0, atOnce - running.current.size)) void begin(upload);
  }, [uploads]);

  // Whoever leaves the form gives up what hasn't arrived.
  useEffect(() => {
    const under = running.current;
    return () => {
      for (const controller of under.values()) controller.abort();
    };
  }, []);

  return {
    uploads,
    /** Takes files; `problemOf` says what is wrong with one before anything of it is sent. */
    add: (files: readonly File[], problemOf: (file: File) => string | undefined) =>
      setUploads((held) => [
        ...held,
        ...files.map((file): Upload => {
          const problem = problemOf(file);
          return {
            key: newCommandId(),
            file,
            sent: 0,
            ...(goesInParts(uploadFile, file) ? { hold: new UploadHold() } : {}),
            ...(problem ? { state: 'failed', problem } : { state: 'waiting' }),
          };
        }),
      ]),
    retry: (key: string) => setUploads((held) => changed(held, key, { state: 'waiting' })),
    /** Pauses one, or lets it go on. */
    pause: ({ key, hold }: Upload, paused: boolean) => {
      hold?.pause(paused);
      setUploads((held) => changed(held, key, { paused }));
    },
    /** Gives one up, on its way or failed. */
    drop: (key: string) => {
      running.current.get(key)?.abort();
      running.current.delete(key);
      setUploads((held) => without(held, key));
    },
  };
}
