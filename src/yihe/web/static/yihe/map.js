// Live maps over the drawn ones: where WebGL works MapLibre takes over, where it does not the SVG stays.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const vendor = new URL("../vendor/", import.meta.url);

function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

function bounds(features) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (c) => (typeof c[0] === "number" ? grow(box, c) : c.forEach(walk));
  features.forEach((f) => f.geometry && walk(f.geometry.coordinates));
  return Number.isFinite(box[0]) ? [[box[0], box[1]], [box[2], box[3]]] : null;
}

function grow(box, [x, y]) {
  box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
}

const shade = () => ["match", ["get", "shade"], 0, css("--shade-0"), 1, css("--shade-1"), 2, css("--shade-2"), 3, css("--shade-3"), 4, css("--shade-4"), css("--shade-none")];

const layers = {
  places: () => [
    { id: "areas", type: "fill", source: "data", filter: ["!=", ["geometry-type"], "Point"], paint: { "fill-color": shade(), "fill-opacity": 0.92 } },
    { id: "edges", type: "line", source: "data", paint: { "line-color": css("--surface"), "line-width": 1.2 } },
  ],
  records: (alone) => [
    { id: "areas", type: "fill", source: "data", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": css("--accent"), "fill-opacity": 0.4 } },
    { id: "lines", type: "line", source: "data", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": css("--accent"), "line-width": 2 } },
    { id: "points", type: "circle", source: "data", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": css("--accent"), "circle-radius": alone ? 7 : ["interpolate", ["linear"], ["zoom"], 9, 2.5, 14, 7], "circle-opacity": 0.75, "circle-stroke-color": css("--surface"), "circle-stroke-width": 1 } },
  ],
};

function style(kind, data, outline) {
  const sources = { data: { type: "geojson", data }, outline: { type: "geojson", data: outline } };
  const base = [
    { id: "ground", type: "background", paint: { "background-color": css("--sunken") } },
    { id: "outline", type: "fill", source: "outline", paint: { "fill-color": css("--surface"), "fill-outline-color": css("--line-strong") } },
    { id: "outline-edges", type: "line", source: "outline", paint: { "line-color": css("--line-strong"), "line-width": 1 } },
  ];
  return { version: 8, sources, layers: [...base, ...layers[kind](data.features.length === 1)] };
}

function label(maplibre, map, features) {
  for (const f of features) {
    if (!f.properties.label_at) continue;
    const text = document.createElement("span");
    text.className = "map-label";
    text.setAttribute("aria-hidden", "true"); // the table beside the map names the places
    text.textContent = f.properties.short;
    new maplibre.Marker({ element: text }).setLngLat(f.properties.label_at).addTo(map);
  }
}

function explain(maplibre, map) {
  const popup = new maplibre.Popup({ closeButton: false, closeOnClick: false, maxWidth: "260px" });
  for (const layer of ["areas", "points", "lines"]) {
    if (!map.getLayer(layer)) continue;
    map.on("mousemove", layer, (e) => {
      const p = e.features[0].properties;
      map.getCanvas().style.cursor = "pointer";
      popup.setLngLat(e.lngLat).setText(p.said ? `${p.name}: ${p.said}` : p.name).addTo(map);
    });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; popup.remove(); });
    map.on("click", layer, (e) => { if (e.features[0].properties.href) location.href = e.features[0].properties.href; });
  }
}

// MapLibre's own words in the reader's language.
const words = (box) => spoken(box.querySelector("[data-words]").dataset);
const spoken = (d) => ({ "Map.Title": d.title, "NavigationControl.ZoomIn": d.zoomIn, "NavigationControl.ZoomOut": d.zoomOut, "CooperativeGesturesHandler.WindowsHelpText": d.ctrlScroll, "CooperativeGesturesHandler.MacHelpText": d.cmdScroll, "CooperativeGesturesHandler.MobileHelpText": d.twoFingers });

const read = (url) => fetch(url, { headers: { Accept: "application/geo+json" } }).then((r) => r.json());
const nothing = { type: "FeatureCollection", features: [] };

async function enliven(box) {
  const maplibre = await import(new URL("maplibre-gl.mjs", vendor).href);
  const kind = box.dataset.map === "choropleth" ? "places" : "records";
  const [data, outline] = await Promise.all([read(box.dataset.shapes), box.dataset.outline ? read(box.dataset.outline) : nothing]);
  // One record alone would be a dot on white: show it in its district.
  const around = (data.features.length > 1 && bounds(data.features)) || bounds(outline.features) || bounds(data.features);
  if (!around) return;
  const holder = document.createElement("div");
  holder.className = "map-live";
  box.append(holder);
  const map = new maplibre.Map({ container: holder, style: style(kind, data, outline), bounds: around, fitBoundsOptions: { padding: 16, maxZoom: 12.5 }, attributionControl: false, locale: words(box), cooperativeGestures: true, dragRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => { box.classList.add("live"); label(maplibre, map, data.features); explain(maplibre, map); });
  map.on("error", () => { if (!box.classList.contains("live")) { map.remove(); holder.remove(); } });
}

export function dress(root) {
  const boxes = [...root.querySelectorAll("[data-map]:not([data-dressed])")];
  if (!boxes.length || !hasWebGL()) return;
  if (!document.querySelector("link[data-maplibre]")) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("maplibre-gl.css", vendor).href });
    link.dataset.maplibre = "";
    document.head.append(link);
  }
  for (const box of boxes) {
    box.dataset.dressed = "";
    enliven(box).catch((error) => console.warn("map:", error));
  }
}
