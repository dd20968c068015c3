"""Prints what RDKit perceives in molecules that try its rules: hybridisation, aromaticity and hydrogens of each atom.

Run with Debian's python3-rdkit (2022.09): /usr/bin/python3 atom-features.py > atom-features.tsv
Columns: SMILES, hybridisation of each atom (1 sp, 2 sp2, 3 sp3, 0 other), aromatic atoms (1), hydrogens, aromatic bonds.
"""

from rdkit import Chem

MOLECULES = """
C N O C=O C#N [NH4+] [OH-] CF C=CF O=C=O CC(=O)N CC(=O)O CC(=O)[O-] CC(=O)OC C=CC=C C=C=C C#CC=C CC#N N#N
NC=O CNC(=O)C Nc1ccccc1 Oc1ccccc1 Sc1ccccc1 Clc1ccccc1 c1ccoc1 c1ccsc1 c1cc[nH]c1 c1cnc[nH]1 c1ccncc1 c1cc[nH+]cc1
c1ccc2ccccc2c1 c1ccc2[nH]ccc2c1 c1ccc2cccc-2cc1 O=c1cccccc1 O=c1cc[nH]c(=O)[nH]1 O=c1[nH]cnc2nc[nH]c12 Nc1ncnc2[nH]cnc12
Cn1c(=O)c2c(ncn2C)n(C)c1=O O=C1C=CC(=O)C=C1 C1=CC=CC1 C1=CC=CC=CC=C1 c1ccc(-c2ccccc2)cc1 O=c1nc2[nH]c3ccccc3nc-2c(=O)[nH]1
CS(C)=O CS(=O)(=O)C NS(=O)(=O)c1ccccc1 OS(=O)(=O)O C[SH2+] CP(C)C CP(=O)(O)O O=[PH](O)O OP(=O)(O)O [O-][N+](=O)C
[O-][N+](=O)c1ccccc1 [N-]=[N+]=NC CN=C=O CN=C=S S=C(N)N C=S c1ccc(cc1)N=Nc1ccccc1 C[N+](C)(C)C C[n+]1ccccc1 [O-][n+]1ccccc1
OB(O)c1ccccc1 B(C)(C)C C[Si](C)(C)C [CH3] C[CH2+] c1cc[se]c1 ClC(Cl)=C BrC#C IC=C FC(F)(F)c1ccccc1 FS(F)(F)(F)(F)F
CC(=O)Oc1ccccc1C(=O)O CC(=O)Nc1ccc(O)cc1 CC(C)Cc1ccc(cc1)C(C)C(=O)O CN1CCC23C4C1CC5=C2C(=C(C=C5)O)OC3C(C=C4)O
CN1C(=O)CN=C(c2ccccc2)c2cc(Cl)ccc12 CC1(C)SC2C(NC(=O)Cc3ccccc3)C(=O)N2C1C(=O)O NC(=N)NC(=O)c1nc(Cl)c(N)nc1N
COc1ccc2[nH]c(S(=O)Cc3ncc(C)c(OC)c3C)nc2c1 CCCc1nn(C)c2c1nc([nH]c2=O)-c1cc(ccc1OCC)S(=O)(=O)N1CCN(C)CC1
Cc1ccc(cc1Nc1nccc(n1)-c1cccnc1)NC(=O)c1ccc(CN2CCN(C)CC2)cc1 OC(=O)c1cn(C2CC2)c2cc(N3CCNCC3)c(F)cc2c1=O
Clc1ccc2c(c1)CCc1cccnc1C2=C1CCNCC1 CC(N)C(=O)c1cccc(Cl)c1 O=C1NC(=O)NC=C1F NC1=NC(=O)N(C=C1)C1OC(CO)C(O)C1O
""".split()

HYBRIDISATION = {
    Chem.HybridizationType.SP: "1",
    Chem.HybridizationType.SP2: "2",
    Chem.HybridizationType.SP3: "3",
}

for smiles in MOLECULES:
    molecule = Chem.MolFromSmiles(smiles)
    bonds = [
        "%d-%d" % tuple(sorted((bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())))
        for bond in molecule.GetBonds()
        if bond.GetIsAromatic()
    ]
    atoms = list(molecule.GetAtoms())
    print(
        smiles,
        "".join(HYBRIDISATION.get(atom.GetHybridization(), "0") for atom in atoms),
        "".join("1" if atom.GetIsAromatic() else "0" for atom in atoms),
        "".join(str(atom.GetTotalNumHs(includeNeighbors=True)) for atom in atoms),
        ",".join(sorted(bonds)),
        sep="\t",
    )
