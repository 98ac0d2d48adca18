import { z } from 'zod';
import { command, download, query, upload } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import {
  attachedAlready,
  emptyFile,
  labelOnlyRises,
  noSuchLabel,
  notRecognised,
  notWhatItSays,
  onlyToLookAt,
  tooManyUnattached,
  typeRefused,
} from './failures.ts';
import { attachUploads } from './permissions.ts';
import { mostMegabytes } from './settings.ts';
import { fileDigest, fileOwnerName, fileRow } from './shapes.ts';

/** Files of one call. */
const fileIds = z.array(id()).min(1).max(100);

export const uploadFile = upload({
  name: 'files.uploadFile',
  summary: {
    zh: '上传文件；一天内没有用到就自动删除',
    en: 'Uploads a file; it goes after a day unless it was attached to something',
  },
  input: z.object({}),
  output: fileRow,
  access: 'signedIn',
  failures: [emptyFile, notWhatItSays, notRecognised, typeRefused, tooManyUnattached],
  perMinute: 120,
  maxBytes: 1_000_000_000,
  stored: true,
  limit: mostMegabytes,
});

export const readUploadLimits = query({
  name: 'files.readUploadLimits',
  summary: { zh: '上传限制：大小和不允许的类型', en: 'What may be uploaded: size, and types that are refused' },
  input: z.object({}),
  output: z.object({ mostBytes: z.int(), refusedTypes: z.array(z.string()) }),
  access: 'signedIn',
});

export const removeUpload = command({
  name: 'files.removeUpload',
  summary: { zh: '移除自己上传、还没有使用的文件', en: 'Removes an own upload that nothing uses yet' },
  input: z.object({ fileId: id() }),
  output: z.object({}),
  access: 'signedIn',
  failures: [attachedAlready],
});

export const labelFile = command({
  name: 'files.labelFile',
  summary: {
    zh: '标明自己上传的文件的密级；提交以后只能提高',
    en: 'Marks an own upload with a classification; once it was handed in, only with a higher one',
  },
  input: z.object({ fileId: id(), label: z.string().max(40) }),
  output: z.object({}),
  access: 'signedIn',
  failures: [noSuchLabel, labelOnlyRises],
});

export const copyFile = command({
  name: 'files.copyFile',
  summary: {
    zh: '把看得到的文件再用一次：内容不重复存放',
    en: 'Takes a file that one may read as an upload of one’s own; its bytes aren’t stored again',
  },
  input: z.object({ fileId: id() }),
  output: fileRow,
  access: 'signedIn',
  failures: [tooManyUnattached, onlyToLookAt],
});

export const describeFiles = query({
  name: 'files.describeFiles',
  summary: {
    zh: '文件的名称、大小、类型',
    en: 'Names, sizes and types of files; those that aren’t the caller’s to see are left out',
  },
  input: z.object({ fileIds: z.array(id()).max(100) }),
  /** In the order asked for. */
  output: z.object({ rows: z.array(fileRow) }),
  access: 'signedIn',
});

/** For modules whose evidence commits to files before they are attached. */
export const readDigests = query({
  name: 'files.readDigests',
  summary: { zh: '自己上传的文件的摘要', en: 'What own uploads hold, by digest; those of others are left out' },
  input: z.object({ fileIds: z.array(id()).max(100) }),
  /** In the order asked for; `sha256` in hexadecimal. */
  output: z.object({ rows: z.array(fileDigest) }),
  access: 'signedIn',
});

export const readFile = download({
  name: 'files.readFile',
  summary: { zh: '打开或下载文件', en: 'Opens or saves a file' },
  /** `shown`: in the page, where it is an image or a PDF. */
  input: z.object({ fileId: id(), shown: z.boolean().default(false) }),
  output: z.object({}),
  access: 'signedIn',
  failures: [onlyToLookAt],
});

/** For what can only be looked at; anything else opens by itself. */
export const viewFile = query({
  name: 'files.viewFile',
  summary: {
    zh: '查看一个文件：图片带水印，文档只给文字；每次查看都留有记录',
    en: 'Looks at a file: a picture under a watermark, of a document the words; each look at what is controlled is on record',
  },
  input: z.object({ fileId: id() }),
  output: z.object({
    file: fileRow,
    /** What a document says; null where nothing was read in it. */
    text: z.string().nullable(),
    /** There is more of it than is shown. */
    more: z.boolean(),
  }),
  access: 'signedIn',
  logsLooks: true,
});

export const readThumbnail = download({
  name: 'files.readThumbnail',
  summary: { zh: '图片缩略图', en: 'A smaller picture of an image' },
  /** `small`: 320 px at its longer side, for lists; `large`: 1600 px, to look at. */
  input: z.object({ fileId: id(), size: z.enum(['small', 'large']).default('small') }),
  output: z.object({}),
  access: 'signedIn',
  perMinute: 3000,
});

/**
 * Attaches uploads to a thing of another module, in its transaction:
 * `context.callAs({ name: 'approvals.attach', permissions: [attachUploads] }, attachFiles, { owner, fileIds, by: context.person().personId })`.
 * Files that are attached to the same thing already are passed over, so that a form can be saved again with all it holds.
 */
export const attachFiles = command({
  name: 'files.attachFiles',
  summary: { zh: '把上传的文件挂到单据上（供业务模块调用）', en: 'Attaches uploads to a thing of another module' },
  input: z.object({
    owner: fileOwnerName,
    fileIds,
    /** Whose uploads they must be. */
    by: id(),
    /** The field that they stand in is marked as sensitive. */
    sensitive: z.boolean().default(false),
    /** They move from here instead of being uploads: from a draft to what was sent. */
    from: fileOwnerName.optional(),
  }),
  /** What was attached, in the order given, with digests for evidence (SHA-256, hexadecimal). */
  output: z.object({
    files: z.array(fileDigest),
  }),
  access: attachUploads,
  failures: [attachedAlready],
});

/**
 * Gives files of one thing to another as well, in the transaction of the module that calls: the first keeps its own, and who
 * may read the copies is the second's to say. Called again it gives the copies that are there.
 */
export const copyAttached = command({
  name: 'files.copyAttached',
  summary: {
    zh: '把单据上的文件另存一份到另一单据（供业务模块调用）',
    en: 'Copies files of a thing to another thing; their bytes aren’t stored again',
  },
  input: z.object({
    from: fileOwnerName,
    to: fileOwnerName,
    fileIds,
    /** Every look at the copies is written down. */
    sensitive: z.boolean().default(false),
  }),
  /** The copies, in the order given. */
  output: z.object({ fileIds: z.array(id()) }),
  access: attachUploads,
});

export const detachFiles = command({
  name: 'files.detachFiles',
  summary: {
    zh: '取下挂在单据上的文件：退还上传人，一天后删除（供业务模块调用）',
    en: 'Takes files off a thing: they are their uploader’s again, and go after a day',
  },
  /** Without `fileIds`: all of the thing’s. */
  input: z.object({ owner: fileOwnerName, fileIds: fileIds.optional() }),
  output: z.object({ fileIds: z.array(id()) }),
  access: attachUploads,
});
