import { z } from 'zod';
import { type OutsideRequest, sendOutside } from '#kernel/server/outside/send-outside.ts';
import { errorLine } from './channel-adapter.ts';

/** WeCom and DingTalk say in every answer how it went; 0 is success. */
const said = z.looseObject({ errcode: z.int(), errmsg: z.string().default('') });
export type PlatformAnswer = z.infer<typeof said>;

/** One call of a platform: its answer, or why there is none that can be read. */
export async function platformCall(
  request: OutsideRequest,
): Promise<{ readonly said: PlatformAnswer } | { readonly error: string; readonly never: boolean }> {
  const answer = await sendOutside(request);
  if (!answer.answered) return { error: answer.error, never: answer.never };
  if (answer.status < 200 || answer.status >= 300)
    return { error: errorLine(`status ${answer.status} ${answer.text}`), never: false };
  try {
    return { said: said.parse(JSON.parse(answer.text)) };
  } catch {
    return { error: errorLine(`unreadable ${answer.text}`), never: false };
  }
}

/** The error as the log shows it. */
export const platformError = ({ errcode, errmsg }: PlatformAnswer): string => errorLine(`errcode ${errcode} ${errmsg}`);
