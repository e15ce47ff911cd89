// Checks a dump with the packages of Go's checksum database, written by the Go authors:
//
//	checker DUMP KEY LEAF OLDSIZE
//
// It opens the checkpoint, reads every tile through their authenticating reader, compares
// every entry with its leaf, and prints the proofs that they make for LEAF and OLDSIZE.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Their paths name the height and call entries data; those of tlog-tiles do not.
type dump string

func (d dump) Height() int { return 8 }

func (d dump) SaveTiles([]tlog.Tile, [][]byte) {}

func (d dump) read(tile tlog.Tile) []byte {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	content, err := os.ReadFile(filepath.Join(string(d), path))
	must(err)
	return content
}

func (d dump) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range tiles {
		contents = append(contents, d.read(tile))
	}
	return contents, nil
}

func (d dump) tree(key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err)
	content, err := os.ReadFile(filepath.Join(string(d), "checkpoint"))
	must(err)
	opened, err := note.Open(content, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: number(lines[1]), Hash: hash}
}

func (d dump) check(tree tlog.Tree, reader tlog.HashReader) {
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		rest := d.read(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)})
		var indexes []int64
		var leaves []tlog.Hash
		for i := first; i < first+width; i++ {
			length := binary.BigEndian.Uint16(rest)
			leaves = append(leaves, tlog.RecordHash(rest[2:2+length]))
			rest = rest[2+length:]
			indexes = append(indexes, tlog.StoredHashIndex(0, i))
		}
		hashes, err := reader.ReadHashes(indexes)
		must(err)
		for i := range hashes {
			if hashes[i] != leaves[i] {
				log.Fatalf("leaf %d is not its entry", first+int64(i))
			}
		}
	}
}

func main() {
	d := dump(os.Args[1])
	tree := d.tree(os.Args[2])
	reader := tlog.TileHashReader(tree, d)
	d.check(tree, reader)
	record, err := tlog.ProveRecord(tree.N, number(os.Args[3]), reader)
	must(err)
	older, err := tlog.ProveTree(tree.N, number(os.Args[4]), reader)
	must(err)
	for _, hash := range record {
		fmt.Println("inclusion", hash)
	}
	for _, hash := range older {
		fmt.Println("consistency", hash)
	}
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return n
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
