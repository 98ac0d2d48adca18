import './base.css';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useInsertionEffect, useMemo } from 'react';
import { useAppearance } from './appearance.ts';
import { type DesignWords, DesignWordsContext } from './design-words.ts';
import { styleNonce } from './style-nonce.ts';
import { antTheme } from './theme.ts';
import { dark, light, tokenStyle } from './tokens.ts';
import { useIsPhone } from './use-is-phone.ts';
import { useMedia } from './use-media.ts';

let tokensStand = false;

/** Stands around everything: tokens, theme, size of controls and type, nonce for styles. */
export function DesignRoot(props: { language: 'zh' | 'en'; words: DesignWords; children: ReactNode }) {
  const appearance = useAppearance();
  const phone = useIsPhone();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const printed = useMedia('print');
  const isDark = !printed && (appearance.theme === 'dark' || (appearance.theme === 'system' && systemDark));
  const large = appearance.type === 'large';

  useInsertionEffect(() => {
    if (!tokensStand) {
      const style = document.createElement('style');
      style.textContent = tokenStyle();
      document.head.prepend(style);
      tokensStand = true;
    }
    const root = document.documentElement;
    root.dataset.theme = isDark ? 'dark' : 'light';
    root.dataset.type = appearance.type;
    root.dataset.density = appearance.density;
  }, [isDark, appearance.type, appearance.density]);

  const theme = useMemo(
    () => antTheme(isDark ? dark : light, { dark: isDark, phone, large, still }),
    [isDark, phone, large, still],
  );
  const nonce = styleNonce();
  return (
    <ConfigProvider
      theme={theme}
      locale={props.language === 'zh' ? zhCN : enUS}
      csp={nonce ? { nonce } : {}}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      virtual
      // What opens inside a modal must lie inside it: everything else is out of reach then.
      getPopupContainer={(trigger) => trigger?.closest<HTMLElement>('dialog') ?? document.body}
    >
      <DesignWordsContext value={props.words}>{props.children}</DesignWordsContext>
    </ConfigProvider>
  );
}
