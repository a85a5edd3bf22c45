#!/bin/sh
# Whether other programs read what `musubi draw` writes: `dot`, `gvpr`, NetworkX over pydot, and
# NetworkX for GraphML, on a figure of each view:
#
#   tests/figures/readers.sh MUSUBI
#
# In the project's folder. Ends with 77 where one of these programs is not installed.
set -eu
musubi=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for program in dot gvpr; do
  command -v "$program" > /dev/null || {
    echo "$program (package graphviz) is not installed"
    exit 77
  }
done
python=
for one in python3 /usr/bin/python3; do
  if "$one" -c 'import networkx, pydot' 2> /dev/null; then python=$one && break; fi
done
[ -n "$python" ] || {
  echo "python3-networkx and python3-pydot are not installed"
  exit 77
}

# The nodes and edges that a reader finds, without those that only place the others.
cat > "$folder/count.gvpr" << 'EOF'
BEGIN { int nodes = 0, edges = 0; }
N [ index($.name, "layer ") != 0 ] { nodes++; }
E [ $.style != "invis" ] { edges++; }
END { print(nodes, " ", edges); }
EOF
cat > "$folder/count.py" << 'EOF'
import json, sys
import networkx
dot, graphml, data = sys.argv[1:]
figure = json.load(open(data, encoding="utf-8"))
print(len(figure["boxes"]), len(figure["arrows"]))
read = networkx.drawing.nx_pydot.read_dot(dot)
# pydot reads the line end after a graph's last statement as a node of some versions.
nodes = {n.strip('"') for n in read.nodes} - {"\\n", ""}
nodes = {n for n in nodes if not n.startswith("layer ")}
edges = [e for *_, e in read.edges(data=True) if e.get("style", "").strip('"') != "invis"]
print(len(nodes), len(edges))
written = networkx.read_graphml(graphml, force_multigraph=True)
print(written.number_of_nodes(), written.number_of_edges())
ids = {box["id"] for box in figure["boxes"]}
if nodes != ids or set(written.nodes) != ids:
    sys.exit("the names of nodes differ")
EOF

# check NAME OPTION...: draws one figure and has it read.
check() {
  name=$1
  shift
  "$musubi" draw "$@" --format dot -o "$folder/f.dot"
  "$musubi" draw "$@" --format json -o "$folder/f.json"
  "$musubi" draw "$@" --format graphml -o "$folder/f.graphml"
  dot -Tsvg "$folder/f.dot" > "$folder/f.svg"
  "$python" "$folder/count.py" "$folder/f.dot" "$folder/f.graphml" "$folder/f.json" > "$folder/counts"
  gvpr -f "$folder/count.gvpr" "$folder/f.dot" >> "$folder/counts"
  if [ "$(sort -u "$folder/counts" | wc -l)" -ne 1 ]; then
    echo "$name: JSON, pydot, GraphML and gvpr count nodes and edges:"
    cat "$folder/counts"
    exit 1
  fi
  echo "$name: $(head -1 "$folder/counts") nodes and edges"
}

case_1=examples/faq/2.1-2.2.2-case-1.musubi.json
unknown=examples/faq/2.1-2.2.3-unknown.musubi.json
redundancy=examples/patterns/redundancy.musubi.json
region=examples/regional-network
check contracts --view contracts --lang ja "$region"
check dependencies --view dependencies --lang ja "$redundancy"
check focus --view dependencies --focus kumoi-iaas --depth 1 --lang en "$region"
check responsibility --view responsibility --system hospital-emr --lang ja "$case_1"
check demarcation --view responsibility --system hospital-emr --lang en "$unknown"
check impact --view impact --target iaas-b --lang ja "$unknown"
check outage --view impact --target iaas-b --kind outage --lang en "$redundancy"
check agreement --view agreement --customer hospital --supplier vendor-a --lang ja "$case_1"

# A figure that `dot` has laid out still agrees with the model.
"$musubi" draw --view responsibility --system hospital-emr "$unknown" -o "$folder/f.dot"
dot -Tdot "$folder/f.dot" > "$folder/laid-out.dot"
"$musubi" draw --verify "$folder/laid-out.dot" "$unknown" > "$folder/verified" || {
  cat "$folder/verified"
  exit 1
}
