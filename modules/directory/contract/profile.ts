import { z } from 'zod';
import { command, upload } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { fieldOwned, hasLeft, notAPicture } from './failures.ts';
import { landlineNumber, mailAddress, phoneNumber } from './shapes.ts';

export const completeProfile = command({
  name: 'directory.completeProfile',
  summary: {
    zh: '完善自己的资料：电话、邮箱、座机、岗位说明',
    en: 'Completes one’s own profile: phone, e-mail, landline, and what one’s post is',
  },
  input: z.object({
    revision: z.int(),
    phone: phoneNumber().optional(),
    email: mailAddress().optional(),
    landline: landlineNumber().nullable().optional(),
    /** Told to HR; a post itself carries permissions and is given by HR. */
    postHint: line(64).optional(),
  }),
  output: z.object({ revision: z.int(), lacks: z.array(z.enum(['photo', 'phone', 'email', 'post'])) }),
  access: 'signedIn',
  failures: [hasLeft, fieldOwned],
});

export const uploadPhoto = upload({
  name: 'directory.uploadPhoto',
  summary: {
    zh: '上传照片（自己的，或由人事代为上传）；转为 256 像素方图，去除拍摄信息',
    en: 'Uploads a photo (one’s own, or for somebody by HR); kept as a 256 pixel square without the camera’s data',
  },
  input: z.object({ personId: id().optional() }),
  output: z.object({ photo: z.string() }),
  access: 'signedIn',
  failures: [notAPicture, hasLeft],
  maxBytes: 12_000_000,
  perMinute: 20,
});
