import { z } from 'zod';
import { notFound, tooManyRequests } from '#kernel/contract/kernel-failures.ts';
import { download, query, upload } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import {
  emptyFile,
  notRecognised,
  notWhatItSays,
  tooManyUnattached,
  typeRefused,
} from '#modules/files/contract/failures.ts';
import { mostMegabytes } from '#modules/files/contract/settings.ts';
import { keyWrong } from './failures.ts';

/** The key of an application. */
export const key = z.string().min(1).max(100);

export const readApplicationLimits = query({
  name: 'bots.readApplicationLimits',
  summary: {
    zh: '第三方应用用密钥查询上传限制',
    en: 'What an application may upload, by its key: size, and types that are refused',
  },
  access: 'visitor',
  input: z.object({ key }),
  /** `program`: under which its uploads are known. */
  output: z.object({ program: z.string(), mostBytes: z.int(), refusedTypes: z.array(z.string()) }),
  failures: [keyWrong],
  perMinute: 600,
  secretInput: true,
});

/** As many calls a minute as messages. */
export const uploadApplicationFile = upload({
  name: 'bots.uploadApplicationFile',
  summary: {
    zh: '第三方应用用密钥上传要发送的文件；一天内有效',
    en: 'An application uploads a file to send, by its key; it can be sent for a day, several times',
  },
  access: 'visitor',
  input: z.object({ key }),
  output: z.object({ fileId: id(), name: z.string(), size: z.int(), mediaType: z.string() }),
  failures: [keyWrong, emptyFile, notWhatItSays, notRecognised, typeRefused, tooManyUnattached, tooManyRequests],
  perMinute: 600,
  secretInput: true,
  maxBytes: 1_000_000_000,
  stored: true,
  limit: mostMegabytes,
  admittedBy: readApplicationLimits,
});

/** Of messages that people wrote to it, as long as they say something and are no secret; everything else is 404. */
export const readApplicationFile = download({
  name: 'bots.readApplicationFile',
  summary: {
    zh: '第三方应用用密钥取得别人发给它的文件',
    en: 'An application fetches a file that somebody sent to it, by its key',
  },
  access: 'visitor',
  input: z.object({ key, fileId: id() }),
  output: z.object({}),
  failures: [keyWrong, notFound],
  perMinute: 600,
  secretInput: true,
});
