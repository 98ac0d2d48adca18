import { useEffect, useRef, useState } from 'react';
import { CallFailure } from '#kernel/web/call-failure.ts';
import { newCommandId } from '#kernel/web/command-id.ts';
import { uploadFile as sendFile } from '#kernel/web/upload-file.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';

/** A file beside what is being typed. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  /** Once it has arrived. */
  readonly fileId?: string;
  /** Share that has left, 0 to 1. */
  readonly sent: number;
  readonly problem?: string;
}

/** Files of one message that is being written: each goes up as soon as it is chosen, pasted or dropped. */
export function useAttachments(kept: readonly Attachment[], onChange: (held: readonly Attachment[]) => void) {
  const [held, setHeld] = useState(kept);
  const files = useRef(new Map<string, File>());
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => change.current(held.filter((one) => one.fileId !== undefined)), [held]);
  const set = (key: string, changes: Partial<Attachment>) =>
    setHeld((before) => before.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const send = async (key: string, file: File) => {
    try {
      const onProgress = (sent: number, all: number) => set(key, { sent: all > 0 ? sent / all : 0 });
      const { fileId, name } = await sendFile(uploadFile, file, {}, { commandId: key, onProgress });
      files.current.delete(key);
      set(key, { fileId, name, sent: 1 });
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      set(key, { problem: problem.message });
    }
  };
  return {
    held,
    busy: held.some((one) => one.fileId === undefined && one.problem === undefined),
    add: (chosen: readonly File[]) => {
      const added = chosen
        .slice(0, 20 - held.length)
        .map((file) => ({ key: newCommandId(), name: file.name, sent: 0, file }));
      setHeld([...held, ...added.map(({ file: _, ...one }) => one)]);
      for (const { key, file } of added) {
        files.current.set(key, file);
        void send(key, file);
      }
    },
    retry: (key: string) => {
      const file = files.current.get(key);
      if (!file) return;
      setHeld((before) => before.map((one) => (one.key === key ? { key, name: one.name, sent: 0 } : one)));
      void send(key, file);
    },
    drop: (key: string) => setHeld((before) => before.filter((one) => one.key !== key)),
    clear: () => setHeld([]),
  };
}
