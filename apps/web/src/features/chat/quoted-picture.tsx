import { thumbnailPath } from '@app/contracts';

/** The first picture of a quoted message, small; the words beside it say that it is one. */
export function QuotedPicture({ id }: { id: string }) {
  return <img src={thumbnailPath(id)} alt="" loading="lazy" className="size-9 flex-none rounded-sm object-cover" />;
}
