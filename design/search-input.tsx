import Input from 'antd/es/input/Input';
import { useDesignWords } from './design-words.ts';
import { Icon } from './icon.tsx';

/** Search as one types. `label` is read out and shown while empty. */
export function SearchInput(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}) {
  const words = useDesignWords();
  return (
    <Input
      type="search"
      role="searchbox"
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      autoFocus={props.autoFocus ?? false}
      prefix={<Icon name="search" size={16} />}
      suffix={
        props.value ? (
          <button type="button" className="gj-inner-button" aria-label={words.clear} onClick={() => props.onChange('')}>
            <Icon name="close" size={16} />
          </button>
        ) : (
          <span />
        )
      }
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
