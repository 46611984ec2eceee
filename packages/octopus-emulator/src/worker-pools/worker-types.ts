/** The image of workers that a dynamic pool makes. */
interface WorkerType {
  readonly Id: string;
  readonly Type: string;
  readonly Description: string;
  readonly StartDateUtc: string;
  readonly DeprecationDateUtc: string | null;
  readonly EndOfLifeDateUtc: string | null;
}

/** The images that dynamic workers can have. [docs for the names, guess for the days] */
export const workerTypes: readonly WorkerType[] = [
  image('Ubuntu2204', 'Ubuntu Server 22.04', '2022-09-01T00:00:00.000+00:00'),
  image('Windows2022', 'Windows Server Core 2022', '2024-01-15T00:00:00.000+00:00'),
  {
    ...image('Windows2019', 'Windows Server Core 2019', '2020-06-01T00:00:00.000+00:00'),
    DeprecationDateUtc: '2029-01-09T00:00:00.000+00:00',
  },
];

function image(type: string, description: string, start: string): WorkerType {
  return {
    Id: type,
    Type: type,
    Description: description,
    StartDateUtc: start,
    DeprecationDateUtc: null,
    EndOfLifeDateUtc: null,
  };
}
