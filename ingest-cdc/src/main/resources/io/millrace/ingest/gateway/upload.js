'use strict';
const at = id => document.getElementById(id);
let known = [];

function headers() {
  const token = at('token').value.trim();
  return token ? {Authorization: 'Bearer ' + token} : {};
}

async function list() {
  const answer = await fetch('files', {headers: headers()}).catch(() => null);
  known = answer && answer.ok ? (await answer.json()).events : [];
  at('event').replaceChildren(...(known.length ? known : [{name: ''}]).map(event => new Option(event.name || '–', event.name)));
  chosen();
}

function chosen() {
  const event = known.find(each => each.name === at('event').value);
  at('snapshots').hidden = !(event && event.fullSnapshots);
}

function show(headline, words, share, bad) {
  at('outcome').hidden = false;
  at('headline').textContent = headline;
  at('headline').className = bad ? 'bad' : '';
  at('words').textContent = words;
  if (share >= 0) at('progress').value = share; else at('progress').removeAttribute('value');
}

function rows(problems) {
  at('problems').hidden = !problems.length;
  at('problems').tBodies[0].replaceChildren(...problems.map(problem => {
    const row = document.createElement('tr');
    for (const text of [problem.line || '', problem.pointer || '', problem.detail]) {
      row.insertCell().textContent = text;
    }
    return row;
  }));
}

function told(result) {
  const words = [result.taken + ' of ' + result.rows + ' rows ' + (result.dryRun ? 'fit' : 'were loaded')];
  if (result.loadedBefore) words.push(result.loadedBefore + ' of them before');
  if (result.rejected) words.push(result.rejected + ' were left out');
  if (result.deleted) words.push(result.deleted + ' keys were deleted');
  if (result.deletesWithheld) words.push('nothing was deleted, since rows were left out');
  if (result.rejectedRowsNotListed) words.push(result.rejectedRowsNotListed + ' rows that were left out are not listed; "Check only" lists them');
  return words.join(', ') + '.';
}

function send(checkOnly) {
  const file = at('file').files[0];
  const event = at('event').value;
  if (!file || !event) {
    show('Nothing was sent', file ? 'Choose an event; a token of its domain shows them.' : 'Choose a file.', 0, true);
    return;
  }
  const lines = /\.(ndjson|jsonl|json)$/.test(file.name);
  const query = new URLSearchParams({name: file.name, encoding: at('encoding').value});
  if (!lines) query.set('delimiter', at('delimiter').value);
  if (checkOnly) query.set('dry-run', 'true');
  if (!at('snapshots').hidden && at('full').checked) {
    query.set('full-snapshot', 'true');
    query.set('deleted', at('deleted').value);
  }
  const request = new XMLHttpRequest();
  request.open('POST', 'files/' + encodeURIComponent(event) + '?' + query);
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  request.setRequestHeader('Content-Type', lines ? 'application/x-ndjson' : 'text/csv');
  let asking = 0;
  const ended = () => { clearInterval(asking); at('send').disabled = at('check').disabled = false; };
  request.upload.onprogress = sent => show('Sending', '', sent.loaded / sent.total);
  request.upload.onload = () => {
    show(checkOnly ? 'Checking' : 'Loading', '', -1);
    asking = setInterval(async () => {
      const answer = await fetch('files/' + encodeURIComponent(event), {headers: headers()}).catch(() => null);
      const status = answer && answer.ok ? await answer.json() : {};
      if (status.phase === 'loading' && request.readyState < 4) {
        show(checkOnly ? 'Checking' : 'Loading', status.rows + ' rows, ' + status.rejected + ' left out', status.of ? status.bytes / status.of : -1);
      }
    }, 1000);
  };
  request.onload = () => {
    ended();
    let result = {};
    try { result = JSON.parse(request.responseText); } catch (e) { /* told by its status */ }
    rows(result.problems || []);
    if (request.status === 200) show(checkOnly ? 'Checked' : 'Loaded', told(result), 1);
    else show('Not loaded', result.detail || 'status ' + request.status, 0, true);
  };
  request.onerror = () => { ended(); show('The connection broke', 'Send the same file again: what was loaded is not loaded twice.', 0, true); };
  at('send').disabled = at('check').disabled = true;
  rows([]);
  show('Sending', '', 0);
  request.send(file);
}

at('form').addEventListener('submit', event => { event.preventDefault(); send(false); });
at('check').addEventListener('click', () => send(true));
at('token').addEventListener('change', list);
at('event').addEventListener('change', chosen);
list();
