import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { typedPassword } from '#modules/access/contract/shapes.ts';
import { passwordFailures } from '#modules/access/contract/sign-in.ts';
import { accountTaken, employerNameTaken, unknownTimeZone } from '#modules/directory/contract/failures.ts';
import { accountName, personName } from '#modules/directory/contract/shapes.ts';
import { alreadySetUp, setUpLinkNotValid } from './failures.ts';

/** The one-time secret of the link that the server prints while there is no company. */
const secret = () => z.string().trim().min(1).max(200);

export const readSetUp = query({
  name: 'admin.readSetUp',
  summary: { zh: '公司是否已设置好', en: 'Whether the company is set up, and whether this link may do it' },
  input: z.object({ secret: secret().optional() }),
  output: z.object({ state: z.enum(['done', 'open']), linkValid: z.boolean() }),
  access: 'visitor',
  perMinute: 60,
});

export const setUpCompany = command({
  name: 'admin.setUpCompany',
  summary: {
    zh: '首次设置：公司、用人单位、第一位管理员',
    en: 'First set-up: the company, its employers and the first administrator, who is signed in',
  },
  input: z.object({
    secret: secret(),
    companyName: line(100),
    /** The first one stands at the top; the others belong to it. */
    employers: z
      .array(
        z.object({
          name: line(100),
          shortName: line(40).nullable().default(null),
          taxNumber: line(40).nullable().default(null),
          place: line(200).nullable().default(null),
          timeZone: line(60).default('Asia/Shanghai'),
        }),
      )
      .min(1)
      .max(50),
    administrator: z.object({ name: personName(), account: accountName(), password: typedPassword() }),
  }),
  output: z.object({ personId: id(), employerIds: z.array(id()) }),
  access: 'visitor',
  failures: [setUpLinkNotValid, alreadySetUp, employerNameTaken, unknownTimeZone, accountTaken, ...passwordFailures],
  perMinute: 30,
  secretInput: true,
});
