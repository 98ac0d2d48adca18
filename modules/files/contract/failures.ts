import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const emptyFile = failure({
  code: 'files.emptyFile',
  status: 422,
  words: { zh: '“{name}”是空文件', en: '“{name}” is empty' },
  facts: z.object({ name: z.string() }),
});

export const notWhatItSays = failure({
  code: 'files.notWhatItSays',
  status: 415,
  words: {
    zh: '“{name}”的内容与名称不符：名称是 {says}，内容是 {found}',
    en: '“{name}” isn’t what it says: it is named {says}, and its content is {found}',
  },
  facts: z.object({ name: z.string(), says: z.string(), found: z.string() }),
});

export const notRecognised = failure({
  code: 'files.notRecognised',
  status: 415,
  words: {
    zh: '“{name}”不是可以识别的 {says} 文件，可能已损坏',
    en: '“{name}” can’t be recognised as a {says} file; it may be damaged',
  },
  facts: z.object({ name: z.string(), says: z.string() }),
});

export const typeRefused = failure({
  code: 'files.typeRefused',
  status: 415,
  words: {
    zh: '“{name}”属于不允许上传的类型：{type}',
    en: '“{name}” is of a type that can’t be uploaded: {type}',
  },
  facts: z.object({ name: z.string(), type: z.string() }),
});

export const tooManyUnattached = failure({
  code: 'files.tooManyUnattached',
  status: 409,
  words: {
    zh: '你有 {most} 个文件已上传但还没有使用，请先提交或移除一些',
    en: 'You have {most} uploads that aren’t used yet; send or remove some of them first',
  },
  facts: z.object({ most: z.int() }),
});

export const onlyToLookAt = failure({
  code: 'files.onlyToLookAt',
  status: 403,
  words: {
    zh: '这个文件只能查看，不能下载或另作他用',
    en: 'This file can be looked at, and neither saved nor used elsewhere',
  },
});

export const attachedAlready = failure({
  code: 'files.attachedAlready',
  status: 409,
  words: { zh: '文件已用在别处', en: 'The file is attached to something already' },
});

export const noSuchLabel = failure({
  code: 'files.noSuchLabel',
  status: 422,
  words: { zh: '没有这个密级', en: 'There is no such classification' },
});

export const labelOnlyRises = failure({
  code: 'files.labelOnlyRises',
  status: 409,
  words: {
    zh: '文件提交以后只能提高密级',
    en: 'The classification of a file that was handed in can only be raised',
  },
});
