/** What this browser can do about push, and does. `insecure`: not over HTTPS. */
export type DeviceState = 'unsupported' | 'insecure' | 'denied' | 'off' | 'on';

export async function deviceState(): Promise<DeviceState> {
  if (!window.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return 'unsupported';
  return (await registration.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Asks the person and subscribes; undefined where they refused. `key`: the company's public key, base64url. */
export async function subscribeHere(
  key: string,
): Promise<{ endpoint: string; p256dh: string; auth: string; name: string } | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  const { pushManager } = await navigator.serviceWorker.ready;
  const padded = key.replaceAll('-', '+').replaceAll('_', '/');
  const applicationServerKey = Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  // One that was made for another key takes no new one.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = made.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) return undefined;
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth, name: browserName(navigator.userAgent) };
}

/** What its owner calls the browser: `Chrome · Android`. */
export function browserName(agent: string): string {
  const pick = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = pick([
    [/Edg\//, 'Edge'],
    [/MicroMessenger/, 'WeChat'],
    [/Firefox\//, 'Firefox'],
    [/HuaweiBrowser/, 'Huawei'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = pick([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter(Boolean).join(' · ');
}
