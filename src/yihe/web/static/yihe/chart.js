// Charts: horizontal bars from the data that stands in the page.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function option(data) {
  const text = { color: css("--muted"), fontFamily: css("--sans") };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: text,
    grid: { left: 8, right: 56, top: 8, bottom: 28, containLabel: true },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (v) => `${v.toLocaleString()} ${data.unit}` },
    xAxis: { type: "value", name: data.unit, nameLocation: "end", nameTextStyle: text, axisLabel: text, splitLine: { lineStyle: { color: css("--line") } } },
    yAxis: { type: "category", data: data.names, inverse: true, axisTick: { show: false }, axisLabel: { ...text, color: css("--ink") } },
    series: [{ type: "bar", data: data.values, barMaxWidth: 22, itemStyle: { color: css("--accent") }, label: { show: true, position: "right", color: css("--ink"), formatter: (p) => p.value.toLocaleString() } }],
  };
}

export async function dress(root) {
  const boxes = [...root.querySelectorAll("[data-chart]:not([data-dressed])")];
  if (!boxes.length) return;
  const echarts = await import(new URL("../vendor/echarts.mjs", import.meta.url).href);
  for (const box of boxes) {
    box.dataset.dressed = "";
    const data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    box.style.height = `${Math.max(160, 34 * data.names.length + 60)}px`;
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option(data));
    new ResizeObserver(() => chart.resize()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.setOption(option(data)));
  }
}
