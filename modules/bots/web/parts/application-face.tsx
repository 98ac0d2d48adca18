import { Avatar } from '#design/avatar.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { listMyApplications, readApplicationPicture } from '../../contract/application-chats.ts';

/** The picture of an application that is open to the viewer; its name where it has none, or is gone. */
export function ApplicationFace(props: { applicationId: string; name: string; size: number }) {
  const { applicationId, name, size } = props;
  const read = useRead(listMyApplications, {}, { keep: true });
  const picture = read.data?.rows.find((row) => row.applicationId === applicationId)?.picture;
  return (
    <Avatar
      name={name}
      photo={picture ? fileUrl(readApplicationPicture, { applicationId, picture }) : undefined}
      size={size}
    />
  );
}
