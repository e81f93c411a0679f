import type {
  CreateCollectionInput,
  UpdateCollectionInput,
} from '@cartwright/contract/resources/collection'
import type { CollectionContent } from '@cartwright/db/queries/collections'
import { tidyText } from '@cartwright/domain/catalogue/tidy-text'

type CollectionInput = Omit<CreateCollectionInput, 'title'> & Pick<UpdateCollectionInput, 'title'>

/** What a collection is before anything was said about it. */
export const blankCollection: CollectionContent = {
  slug: '',
  title: '',
  description: '',
  imageMediaId: null,
  sort: 'manual',
  seoTitle: null,
  seoDescription: null,
}

/** The content of a collection from what it was and what is asked for: omitted stays, null clears. */
export function mergeCollection(
  known: CollectionContent,
  input: CollectionInput,
): CollectionContent {
  const { seo, imageId } = input
  return {
    slug: input.slug ?? known.slug,
    title: input.title === undefined ? known.title : tidyText(input.title),
    description: input.description ?? known.description,
    imageMediaId: imageId === undefined ? known.imageMediaId : imageId,
    sort: input.sort ?? known.sort,
    seoTitle: seo?.title === undefined ? known.seoTitle : seo.title,
    seoDescription: seo?.description === undefined ? known.seoDescription : seo.description,
  }
}
