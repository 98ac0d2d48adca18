import type { Language } from '#kernel/contract/words.ts';
import type { OutsideText } from '../../domain/outside-text.ts';

/** A browser that subscribed to push. */
export interface Device {
  readonly deviceId: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What goes out to one person on one channel, under one id at every try. */
export interface Parcel {
  readonly id: string;
  readonly to: {
    readonly account: string;
    readonly phone: string | null;
    readonly email: string | null;
    readonly devices: readonly Device[];
  };
  readonly noticeIds: readonly string[];
  readonly text: OutsideText;
  readonly urgent: boolean;
  readonly language: Language;
  /** Seconds since 1970 by the kernel's clock: now, and when the notice was told (the same at every try). */
  readonly timestamp: number;
  readonly madeAt: number;
  /** The address that people open, without a slash at its end; undefined where none is configured. */
  readonly publicUrl: string | undefined;
  readonly receiptToken: string;
}

/** What an administrator set up, with the secrets opened. */
export interface ChannelAccess {
  readonly options: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly allowed: readonly string[];
}

/** What came of one try. `receipt`: the other side's own number. `never`: no use in trying again. `gone`: devices that are no more. */
export type Sent =
  | {
      readonly ok: true;
      readonly receipt: string | null;
      /** The other side only took it: ask what became of it after so many seconds. */
      readonly checkSeconds?: number;
      readonly gone?: readonly string[];
    }
  | {
      readonly ok: false;
      readonly error: string;
      readonly never: boolean;
      /** The other side asks to wait so many seconds. */
      readonly waitSeconds?: number;
      readonly gone?: readonly string[];
    };

/** One way out of the app. Ends by itself within half a minute and never throws. */
export type ChannelAdapter = (access: ChannelAccess, parcel: Parcel) => Promise<Sent>;

/** What became of something that a platform took, by its receipt. `later`: it doesn't know yet. */
export type Checked = { readonly state: 'delivered' | 'later' } | { readonly state: 'failed'; readonly error: string };
export type ReceiptCheck = (
  access: ChannelAccess,
  sent: { readonly receipt: string; readonly account: string; readonly timestamp: number },
) => Promise<Checked>;

/** Where a parcel leads, as an address that opens from outside the app; undefined where none is configured. */
export const addressOf = ({ publicUrl, text }: Parcel): string | undefined => publicUrl && `${publicUrl}${text.link}`;

/**
 * The same with the parcel's id in it, for platforms that drop what looks like a message that they had: two notices in the
 * same words differ by it, two tries of one don't.
 */
export function distinctAddressOf(parcel: Parcel): string {
  const url = new URL(addressOf(parcel) ?? `http://localhost${parcel.text.link}`);
  url.searchParams.set('notice', parcel.id);
  return url.toString();
}

/** Errors that end up in the log: one line, bounded. */
export const errorLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
