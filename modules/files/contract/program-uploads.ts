import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { emptyFile, notRecognised, notWhatItSays, tooManyUnattached, typeRefused } from './failures.ts';
import { attachUploads } from './permissions.ts';
import { fileOwnerName, fileRow } from './shapes.ts';

/** A program that signs in nowhere, as the module that speaks for it calls it: `bots.application:<id>`. */
const program = z.string().min(1).max(100);

/** What a program sent is its upload: seen by nobody, and gone after a day. The same limits hold as for people. */
export const keepProgramUpload = command({
  name: 'files.keepProgramUpload',
  summary: {
    zh: '收下程序上传的文件；一天后自动删除（供业务模块调用）',
    en: 'Keeps what a program uploaded, for a day',
  },
  input: z.object({
    program,
    name: z.string().max(1_000),
    /** As the upload brought it. */
    stored: z.object({ blob: id(), size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  }),
  output: fileRow,
  access: attachUploads,
  failures: [emptyFile, notWhatItSays, notRecognised, typeRefused, tooManyUnattached],
});

/**
 * Gives each of these things copies of a program's uploads, whose bytes aren't stored again; the uploads stay, for more of them.
 * Refuses with `notFound` what isn't this program's.
 */
export const copyProgramUploads = command({
  name: 'files.copyProgramUploads',
  summary: {
    zh: '把程序上传的文件挂到若干单据上（供业务模块调用）',
    en: 'Attaches copies of a program’s uploads to things of other modules',
  },
  input: z.object({
    program,
    fileIds: z.array(id()).min(1).max(20),
    owners: z.array(fileOwnerName).min(1).max(6_000),
  }),
  /** The copies, in the order of the owners and of the files. */
  output: z.object({ copies: z.array(z.array(id())) }),
  access: attachUploads,
});
