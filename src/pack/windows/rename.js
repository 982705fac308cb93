// Said by the starter of a name that its console has cut. A file of commands has no letters but ASCII, and knows no languages.
const { LC_ALL, LANG } = process.env;
const isRussian = /^ru/i.test(LC_ALL || LANG || Intl.DateTimeFormat().resolvedOptions().locale);
process.stdout.write(
  isRussian
    ? 'funnel: в имени есть знак, который консоль понимает по-своему\n  → переименуйте папку, чтобы в имени не было & ^ %\n'
    : 'funnel: the name holds a sign that a console reads as its own\n  → rename the folder so that there is no & ^ % in its name\n',
);
