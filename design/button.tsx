import { Button as AntButton } from 'antd';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/**
 * `primary`: the one thing to do here. `usual`: the others. `quiet`: tools without a border. `danger`: rejects, deletes.
 * `busy` keeps the button where it is and refuses a second press. An icon alone needs a `label`.
 */
export function Button(props: {
  kind?: 'primary' | 'usual' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  icon?: IconName;
  label?: string;
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  onPress?: () => void;
  href?: string;
  children?: ReactNode;
}) {
  const kind = props.kind ?? 'usual';
  return (
    <AntButton
      className="gj-button"
      type={kind === 'primary' ? 'primary' : kind === 'quiet' ? 'text' : 'default'}
      danger={kind === 'danger'}
      htmlType={props.type ?? 'button'}
      block={props.wide ?? false}
      disabled={props.disabled ?? false}
      loading={props.busy ?? false}
      aria-label={props.label}
      title={props.children ? undefined : props.label}
      icon={props.icon ? <Icon name={props.icon} size={18} /> : undefined}
      {...(props.href === undefined ? {} : { href: props.href })}
      {...(props.onPress ? { onClick: props.onPress } : {})}
    >
      {props.children}
    </AntButton>
  );
}
