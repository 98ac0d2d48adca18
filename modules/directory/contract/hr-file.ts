import { z } from 'zod';
import { command, query, upload } from '#kernel/contract/operation.ts';
import { id, idPageInput, instant, page } from '#kernel/contract/shapes.ts';
import { employerUnknown, importDone, importOutsideReach } from './failures.ts';
import { importOptions } from './import.ts';
import { managePeople } from './permissions.ts';
import { personNamed } from './shapes.ts';

/** Takes the HR system's file in; nothing changes before somebody has seen the differences and applies them (D14). */
export const receiveHrFile = upload({
  name: 'directory.receiveHrFile',
  summary: {
    zh: '接收人事系统的文件（.xlsx 或 .csv），等待核准',
    en: 'Takes in the HR system’s file (.xlsx or .csv), to be approved',
  },
  input: importOptions.partial().extend({ employerId: id() }),
  output: z.object({ importId: id(), differences: z.int(), applicable: z.boolean() }),
  access: managePeople,
  failures: [employerUnknown, importOutsideReach],
  maxBytes: 21_000_000,
  perMinute: 20,
});

/** Why a file in the folder wasn't taken. `file`: its name; of `unreadable`: what the system says. */
export const hrFolderProblem = z.object({
  code: z.enum(['unreadable', 'notATable', 'tooMany', 'tooLarge', 'employerUnknown', 'refused']),
  file: z.string(),
});
export type HrFolderProblem = z.infer<typeof hrFolderProblem>;

/** Files of the HR system, the newest first; their differences are read by `directory.readImport`, approved by `directory.applyImport`. */
export const listHrFiles = query({
  name: 'directory.listHrFiles',
  summary: { zh: '人事系统的文件', en: 'Files of the HR system' },
  input: z.object({ ...idPageInput }),
  output: page(
    z.object({
      importId: id(),
      employer: z.object({ id: id(), name: z.string() }),
      fileName: z.string(),
      madeAt: instant(),
      state: z.enum(['waiting', 'applied', 'rejected', 'same', 'faulty']),
      created: z.int(),
      changed: z.int(),
      absent: z.int(),
      errors: z.int(),
      decidedBy: personNamed.nullable(),
      /** The file is still there; without it nobody can look at its differences. */
      kept: z.boolean(),
    }),
  ).extend({
    /** The folder that is looked into every night; null: none is configured, or the viewer manages only a part of the people. */
    folder: z.object({ lookedAt: instant().nullable(), problems: z.array(hrFolderProblem) }).nullable(),
  }),
  access: managePeople,
});

export const rejectHrFile = command({
  name: 'directory.rejectHrFile',
  summary: { zh: '不采用这份人事文件', en: 'Rejects a file of the HR system' },
  input: z.object({ importId: id() }),
  output: z.object({}),
  access: managePeople,
  failures: [importDone],
});
