"""Writes elements.csv: what an atom of each element weighs for RDKit, in g/mol.

    /usr/bin/python3 elements.py > elements.csv      # Debian's python3-rdkit, 2022.09.3
"""

from rdkit import Chem

table = Chem.GetPeriodicTable()
print("element,weight")
for number in range(1, 119):
    print("%s,%.3f" % (table.GetElementSymbol(number), table.GetAtomicWeight(number)))
