import { Dropdown } from 'antd';
import { useRef } from 'react';
import { useDesignWords } from './design-words.ts';
import { Icon, type IconName } from './icon.tsx';

export interface MenuChoice {
  readonly key: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  readonly onPress: () => void;
}

/**
 * The three dots: what else can be done with a thing; where several menus stand together, each with an icon of its own. The
 * focus goes into the menu, and back to the button before something is done.
 */
export function MenuButton(props: { label?: string; icon?: IconName; choices: readonly MenuChoice[] }) {
  const words = useDesignWords();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      placement="bottomRight"
      menu={{
        items: props.choices.map((choice) => ({
          key: choice.key,
          label: choice.label,
          danger: choice.danger ?? false,
          ...(choice.icon ? { icon: <Icon name={choice.icon} size={16} /> } : {}),
          onClick: ({ domEvent }) => {
            domEvent.stopPropagation();
            // Or the Enter that chose it would press what gets the focus next, too.
            domEvent.preventDefault();
            button.current?.focus();
            choice.onPress();
          },
        })),
      }}
    >
      <button
        ref={button}
        type="button"
        className="gj-icon-button"
        aria-haspopup="menu"
        aria-label={props.label ?? words.more}
        title={props.icon && props.label}
      >
        <Icon name={props.icon ?? 'more'} />
      </button>
    </Dropdown>
  );
}
