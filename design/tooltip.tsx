import { Tooltip as AntTooltip } from 'antd';
import type { ReactElement } from 'react';

/** A word more on hover and focus. Never the only place where something is said: phones have no hover. */
export function Tooltip(props: { text: string; children: ReactElement }) {
  return (
    <AntTooltip title={props.text} mouseEnterDelay={0.4}>
      {props.children}
    </AntTooltip>
  );
}
