import { z } from 'zod';

/** Who the provider says it is. */
export const outsideAccount = z.object({
  /** What it never gives to another. */
  subject: z.string().min(1).max(255),
  /** What its owner knows it by. */
  label: z.string().max(254),
  account: z.string().optional(),
  email: z.string().optional(),
  /** The provider says that the address was verified. */
  emailVerified: z.boolean(),
  name: z.string().optional(),
});
export type OutsideAccount = z.infer<typeof outsideAccount>;

/** A provider as it is asked: secrets opened, for the server's memory only. */
export interface ProviderAccess {
  readonly options: unknown;
  readonly secret: string;
  readonly metadata: unknown;
  /** Where it sends people back to. */
  readonly returnTo: string;
}

/** What a provider is asked. */
export type Question =
  /** Whether it can be reached and answers as it should. */
  | { readonly what: 'test' }
  /** Whose the code is that the browser came back with. */
  | {
      readonly what: 'code';
      readonly given: Readonly<Record<string, string>>;
      readonly state: string;
      readonly nonce: string;
      readonly verifier: string;
    }
  /** Whose the password is. */
  | { readonly what: 'password'; readonly account: string; readonly password: string };

/** `error`: a word for the administrator. `wrong`: it isn't the provider that failed, the account or password is wrong. */
export type Found =
  | { readonly ok: true; readonly account?: OutsideAccount; readonly metadata?: unknown }
  | { readonly ok: false; readonly error: string; readonly wrong?: boolean };

/** Asks one kind of provider. Ends by itself within half a minute; a throw counts as a failure. */
export type AskProvider = (access: ProviderAccess, question: Question) => Promise<Found>;
