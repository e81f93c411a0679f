/** What the sealed SMTP password of a store is bound to: it opens for no other store. */
export const smtpPasswordPurpose = (storeId: string): string => `smtp-password:${storeId}`
