// Frames from another place: demo.html?frames=http://localhost:4174/ — an http(s) address and nothing else.
const wanted = new URLSearchParams(location.search).get('frames');
const folder = httpAddress(wanted) ?? new URL('.', location.href).href;

for (const frame of document.querySelectorAll('iframe[data-embed]')) {
  frame.src = new URL(`embed.html?${frame.dataset.embed}`, folder).href;
}
for (const link of document.querySelectorAll('a[data-studio]')) {
  link.href = new URL('index.html', folder).href;
}

/** The folder of an http(s) address, without anything after it; null for all else. */
function httpAddress(text) {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, origin: place, pathname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return place + pathname.slice(0, pathname.lastIndexOf('/') + 1);
}
