import { useEffect, useRef, useState } from 'react';
import { tell } from '#design/toast.tsx';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { goesInParts, uploadFile as sendFile } from '#kernel/web/uploads/upload-file.ts';
import { UploadHold } from '#kernel/web/uploads/upload-hold.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { words } from './words.ts';

/** Most files of a message. */
const most = 20;

/** A file beside what is being typed. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  /** Once it has arrived. */
  readonly fileId?: string;
  /** Share that has left, 0 to 1. */
  readonly sent: number;
  readonly problem?: string;
  /** Of a large one on its way: paused or not. */
  readonly paused?: boolean;
}

/** Files of one message that is being written: each goes up as soon as it is chosen, pasted or dropped. */
export function useAttachments(kept: readonly Attachment[], onChange: (held: readonly Attachment[]) => void) {
  const t = useWords(words);
  const [held, setHeld] = useState(kept);
  const files = useRef(new Map<string, { file: File; hold: UploadHold; control: AbortController }>());
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => change.current(held.filter((one) => one.fileId !== undefined)), [held]);
  const set = (key: string, changes: Partial<Attachment>) =>
    setHeld((before) => before.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const send = async (key: string, file: File) => {
    const hold = files.current.get(key)?.hold ?? new UploadHold();
    const control = new AbortController();
    files.current.set(key, { file, hold, control });
    try {
      const onProgress = (sent: number, all: number) => set(key, { sent: all > 0 ? sent / all : 0 });
      const { fileId, name } = await sendFile(
        uploadFile,
        file,
        {},
        { commandId: key, signal: control.signal, hold, onProgress },
      );
      files.current.delete(key);
      set(key, { fileId, name, sent: 1 });
    } catch (problem) {
      if (control.signal.aborted) return;
      if (!(problem instanceof CallFailure)) throw problem;
      set(key, { problem: problem.message });
    }
  };
  return {
    held,
    busy: held.some((one) => one.fileId === undefined && one.problem === undefined),
    add: (chosen: readonly File[]) => {
      const room = Math.max(0, most - held.length);
      if (chosen.length > room) tell(t('attached.most', { most, left: chosen.length - room }));
      const added = chosen.slice(0, room).map((file) => ({
        key: newCommandId(),
        name: file.name,
        sent: 0,
        ...(goesInParts(uploadFile, file) ? { paused: false } : {}),
        file,
      }));
      setHeld([...held, ...added.map(({ file: _, ...one }) => one)]);
      for (const { key, file } of added) void send(key, file);
    },
    retry: (key: string) => {
      const kept = files.current.get(key);
      if (!kept) return;
      setHeld((before) =>
        before.map((one) => {
          if (one.key !== key) return one;
          const { problem: _, ...again } = one;
          return again;
        }),
      );
      void send(key, kept.file);
    },
    pause: (key: string, paused: boolean) => {
      files.current.get(key)?.hold.pause(paused);
      set(key, { paused });
    },
    drop: (key: string) => {
      files.current.get(key)?.control.abort();
      files.current.delete(key);
      setHeld((before) => before.filter((one) => one.key !== key));
    },
    /** Forgets what has been sent; what didn’t arrive stays, and can be tried again or taken off. */
    clear: () => setHeld((before) => before.filter((one) => one.problem !== undefined)),
  };
}
