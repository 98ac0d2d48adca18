import type { OutsideKind } from '../contract/outside-shapes.ts';

const place = 'guiju.outside';
const triedPlace = 'guiju.outside.tried';

/** What this tab keeps while its person is at the provider: nobody else's browser can go on with what comes back. */
export interface Going {
  readonly attemptId: string;
  readonly secret: string;
  readonly purpose: 'signIn' | 'link';
  readonly shared: boolean;
  /** Where its person wanted to before they were asked to sign in. */
  readonly back?: string;
}

/** Keeps it and goes there. */
export function goOutside(going: Omit<Going, 'back'>, url: string): void {
  const back = new URLSearchParams(location.search).get('back');
  sessionStorage.setItem(place, JSON.stringify({ ...going, ...(back === null ? {} : { back }) }));
  location.assign(url);
}

/** What this tab went with; undefined where it didn't. */
export function wentWith(): Going | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export const forgetGoing = (): void => sessionStorage.removeItem(place);

const apps: Readonly<Partial<Record<OutsideKind, RegExp>>> = {
  wecom: /wxwork/i,
  dingtalk: /dingtalk/i,
  feishu: /lark|feishu/i,
};

/** Whether this is the browser inside the platform's own app. */
export const isInsideApp = (kind: OutsideKind): boolean => apps[kind]?.test(navigator.userAgent) ?? false;

/** Whether to go there without being asked: once in a tab, so that who signs out, or isn't known there, can choose. */
export function mayGoUnasked(): boolean {
  if (sessionStorage.getItem(triedPlace) !== null) return false;
  sessionStorage.setItem(triedPlace, '1');
  return true;
}
