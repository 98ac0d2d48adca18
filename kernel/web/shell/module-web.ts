import type { ComponentType } from 'react';
import type { IconName } from '#design/icon.tsx';
import type { CacheRule } from '#kernel/contract/cache.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { ModuleWords } from '../language/module-words.ts';
import { fetchedComponent } from './fetched-component.ts';
import type { OfferedPart } from './offer-part.ts';

/** Where something belongs in the house. */
export type PlaceName =
  | 'search'
  | 'messages'
  | 'todo'
  | 'calendar'
  | 'directory'
  | 'workbench'
  | 'notifications'
  | 'me'
  | 'admin';

/** What a screen gets: the parts of its address (`/leave/:id` → `params.id`). */
export interface ScreenProps {
  readonly params: Readonly<Record<string, string>>;
}

export type Screen = ComponentType<ScreenProps>;

export interface RouteEntry<K extends string = string> {
  readonly path: `/${string}`;
  readonly screen: Screen;
  readonly title: K;
  readonly access: 'visitor' | 'signedIn';
  readonly permission?: PermissionContract;
  readonly place?: PlaceName;
  /** Its screen is a `ListPane`: on desktop it stands at the left of what is opened from it. */
  readonly isList?: true;
  /** The path of what this is opened from: on phones the way back leads there; a list stands beside it on desktop. */
  readonly within?: `/${string}`;
}

/**
 * An entry of a place. The first of a place (by `order`) is what the rail opens; the place's page shows all. The first of
 * all is the page after signing in.
 */
export interface NavigationEntry<K extends string = string> {
  readonly place: PlaceName;
  readonly path: `/${string}`;
  readonly word: K;
  readonly icon: IconName;
  /** A hook that gives a count: open to-dos, unread messages. */
  readonly useBadge?: () => number;
  readonly order: number;
  readonly permission?: PermissionContract;
}

/** The web face of a module. */
export interface ModuleWeb<K extends string = string> {
  readonly name: string;
  readonly words: ModuleWords<K>;
  /**
   * How pushed events change held answers; fetched with the first event of this module, or any while answers of this
   * module are held. So a rule for another module's event changes this module's answers only.
   */
  readonly cacheRules: () => Promise<readonly CacheRule[]>;
  /** Queries whose last answers the browser keeps, so that screens open at once (`remembered-answers.ts`). */
  readonly remembers?: () => Promise<readonly OperationContract<'query'>[]>;
  readonly routes: readonly RouteEntry<K>[];
  readonly navigation?: readonly NavigationEntry<K>[];
  /** Stand while somebody is signed in, whatever is on screen: they confirm, announce, keep watch. They draw nothing until they have to ask. */
  readonly background?: readonly ComponentType[];
  /** Lines above everything while somebody is signed in, for what everybody must know all the time. Most of the time nothing. */
  readonly bars?: readonly ComponentType[];
  /** What the modules above may show on their own screens; declared in this module's contract. */
  readonly parts?: readonly OfferedPart[];
}

/** Declares the web face, checking that titles are words of the module. */
export const moduleWeb = <K extends string>(declared: ModuleWeb<K>): ModuleWeb => declared as unknown as ModuleWeb;

/** A screen that is fetched when first opened: `lazyScreen(() => import('./screens/request-leave.tsx'), 'RequestLeave')`. */
export function lazyScreen<N extends string>(
  load: () => Promise<Record<N, ComponentType<ScreenProps>>>,
  name: NoInfer<N>,
): Screen {
  return fetchedComponent(async () => (await load())[name]);
}
