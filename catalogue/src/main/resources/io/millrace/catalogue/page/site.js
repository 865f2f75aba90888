// Search over search-index.js. Texts are set as text, never as markup.
(() => {
  const box = document.getElementById("search");
  if (!box || !window.searchIndex) {
    return;
  }
  const input = document.getElementById("search-text");
  const results = document.getElementById("search-results");
  const count = document.getElementById("search-count");
  const longest = 30;
  box.hidden = false;

  const rank = (entry, words) => {
    const name = entry[0].toLowerCase();
    const all = entry.join(" ").toLowerCase();
    if (!words.every((word) => all.includes(word))) {
      return -1;
    }
    return words.reduce((sum, word) => sum + (name === word ? 8 : name.startsWith(word) ? 4 : name.includes(word) ? 2 : 0), 0);
  };

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    results.replaceChildren();
    if (words.length === 0) {
      count.textContent = "";
      return;
    }
    const found = window.searchIndex
      .map((entry) => [rank(entry, words), entry])
      .filter(([value]) => value >= 0)
      .sort((one, other) => other[0] - one[0]);
    count.textContent = found.length + " found" + (found.length > longest ? ", the first " + longest + " shown" : "");
    for (const [, [name, kind, href, more]] of found.slice(0, longest)) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = name;
      const detail = document.createElement("div");
      detail.className = "quiet";
      detail.textContent = kind + (more ? " · " + more : "");
      const item = document.createElement("li");
      item.append(link, detail);
      results.append(item);
    }
  };
  input.addEventListener("input", show);
})();
