import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';

/** A button that opens a small floating card beside itself. Escape and a press elsewhere close it. */
export function Popup(props: { label: string; icon?: IconName; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      content={props.children}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
    >
      <span>
        <Button kind="quiet" {...(props.icon ? { icon: props.icon } : {})}>
          {props.label}
        </Button>
      </span>
    </Popover>
  );
}
