// A picture as a PNG and its numbers as CSV, both made in the browser from what stands on the page, so
// that nothing of a card lies under an address of its own. A constant file: see shell.js.
(() => {
  "use strict";
  const EDGE_PX = 24; // and wide enough with it that a page's picture keeps the layout of a page
  const SHARPNESS = 2;
  const FAMILIES = /IBM Plex Sans|Symboler/;
  const FORMULA = /^[=+\-@\t\r]/;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-save]");
    if (!button) return;
    const box = button.closest("[data-picture]") ?? button.closest("[class*='st-key-picture-']");
    const save = button.dataset.save === "csv" ? saveNumbers : savePicture;
    button.disabled = true;
    Promise.resolve(save(box)).catch(() => say(button)).finally(() => { button.disabled = false; });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("button[data-print]")) window.print();
  });

  const say = (button) => {
    button.textContent = "Det lykkedes ikke. Prøv igen";
  };

  const saveNumbers = (box) => {
    const rows = [...box.querySelector("table").rows].map((row) => [...row.cells].map(textOf).map(quoted).join(";"));
    download(new Blob(["\ufeff" + rows.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }), `${nameOf(box)}.csv`);
  };

  // What a cell says to those who listen; a spreadsheet must not calculate it.
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("[aria-hidden='true']").forEach((silent) => silent.remove());
    const said = copy.textContent.trim();
    return FORMULA.test(said) ? `'${said}` : said;
  };
  const quoted = (said) => (/[";\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said);

  const savePicture = async (box) => {
    const scheme = box.querySelector(".js-plotly-plot") ? schemeOf(box) : "light";
    const width = Math.ceil(widthOf(box)) + 2 * EDGE_PX;
    const page = pageOf(box, width);
    document.body.append(page);
    const height = Math.ceil(page.getBoundingClientRect().height);
    page.remove();
    page.style.cssText = pageStyle(width);
    const markup = new XMLSerializer().serializeToString(page);
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `style="font-size:${getComputedStyle(document.documentElement).fontSize};color-scheme:${scheme}">` +
      `<style>${inMarkup(await stylesWithFonts())}</style>` +
      `<foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * SHARPNESS, height: height * SHARPNESS });
    const pen = canvas.getContext("2d");
    pen.scale(SHARPNESS, SHARPNESS);
    pen.drawImage(image, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("no picture");
    download(blob, `${nameOf(box)}.png`);
  };

  const schemeOf = (element) => getComputedStyle(element).colorScheme.split(" ")[0];

  const widthOf = (box) => Math.max(...partsOf(box).map((part) => part.getBoundingClientRect().width));

  const pageStyle = (width) =>
    `box-sizing:border-box;width:${width}px;padding:${EDGE_PX}px;background:var(--paper);color:var(--ink);` +
    "font-family:'IBM Plex Sans',Symboler,sans-serif;font-size:1rem;line-height:1.5";

  // The question, its answer and the drawing; tables, meanings and buttons stay on the page.
  const partsOf = (box) =>
    [...box.querySelectorAll(".ch-head, .js-plotly-plot, [data-drawn]")].filter(
      (part) => !part.parentElement.closest(".js-plotly-plot, [data-drawn]"),
    );
  const pageOf = (box, width) => {
    const page = document.createElement("div");
    page.style.cssText = `${pageStyle(width)};position:absolute;left:-99999px;top:0`;
    page.append(...partsOf(box).map((part) => part.cloneNode(true)));
    return page;
  };

  // All rules of the page, with our own fonts inside, because a picture may fetch nothing.
  const stylesWithFonts = async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => {
      try {
        return [...sheet.cssRules];
      } catch {
        return []; // another site's sheet, of which there should be none
      }
    });
    const texts = rules.map((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return rule.cssText;
      return FAMILIES.test(rule.cssText) ? fontInside(rule) : "";
    });
    return (await Promise.all(texts)).join("\n");
  };
  const fontInside = async (rule) => {
    const [whole, path] = /url\(["']?([^"')]+)["']?\)/.exec(rule.cssText) ?? [];
    if (!path || path.startsWith("data:")) return rule.cssText;
    const base = rule.parentStyleSheet.href ?? document.baseURI;
    const font = await (await fetch(new URL(path, base))).blob();
    const data = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(font);
    });
    return rule.cssText.replace(whole, `url(${data})`);
  };
  const inMarkup = (css) => css.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

  const nameOf = (box) =>
    (box.querySelector("h2, h3")?.textContent ?? "billede")
      .toLowerCase()
      .replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa")
      .normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "billede";

  const download = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
})();
