/** Who buys, and where the parcel goes. The address is a museum. */
export function buyerPerson(runId: string) {
  return {
    email: `ada.${runId}@example.com`,
    address: {
      name: 'Ada Byron',
      line1: '221B Baker Street',
      city: 'London',
      postalCode: 'NW1 6XE',
      country: 'GB',
    },
  } as const
}
