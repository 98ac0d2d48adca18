import { Avatar } from '#design/avatar.tsx';
import { useAppMap } from '#kernel/web/shell/navigation.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { applicationFace } from '../../contract/parts.ts';

/** The picture of an application, from the module that keeps it, or its name. */
export function ApplicationPicture(props: { applicationId: string; name: string; size?: number }) {
  const { applicationId, name, size = 36 } = props;
  const { parts } = useAppMap();
  if (!parts.has(applicationFace.name)) return <Avatar name={name} size={size} />;
  return (
    <span className="msg-application-face" style={{ inlineSize: size, blockSize: size }}>
      <Part of={applicationFace} applicationId={applicationId} name={name} size={size} />
    </span>
  );
}
