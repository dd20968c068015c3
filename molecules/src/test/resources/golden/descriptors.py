"""Writes descriptors.csv: what RDKit computes for approved drugs, for rings that may or may not be aromatic,
and for small molecules made by substitution.

    /usr/bin/python3 descriptors.py > descriptors.csv      # Debian's python3-rdkit, 2022.09.3
"""

import csv
import sys

from rdkit import Chem, RDLogger
from rdkit.Chem import QED, Crippen, rdMolDescriptors
from rdkit.Chem.Scaffolds import MurckoScaffold

RDLogger.DisableLog("rdApp.*")

DRUGS = """
CC(=O)Oc1ccccc1C(=O)O aspirin
CC(=O)Nc1ccc(O)cc1 paracetamol
CC(C)Cc1ccc(cc1)C(C)C(=O)O ibuprofen
COc1ccc2cc(ccc2c1)C(C)C(=O)O naproxen
OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl diclofenac
CN1C=NC2=C1C(=O)N(C)C(=O)N2C caffeine
CN1C(=O)N(C)c2nc[nH]c2C1=O theophylline
Cn1cnc2c1c(=O)[nH]c(=O)n2C theobromine
CN(C)C(=N)NC(=N)N metformin
CC(C)NCC(O)COc1cccc2ccccc12 propranolol
CC(C)NCC(O)COc1ccc(CC(N)=O)cc1 atenolol
COCCc1ccc(OCC(O)CNC(C)C)cc1 metoprolol
CC(C)(C)NCC(O)c1ccc(O)c(CO)c1 salbutamol
CN1CCC[C@H]1c1cccnc1 nicotine
CN1C2CCC1C(C(=O)OC)C(OC(=O)c1ccccc1)C2 cocaine
CN1CCC23C4Oc5c3c(CC1C2C=CC4O)ccc5O morphine
COc1ccc2CC3N(C)CCC45C(Oc1c24)C(O)C=CC35 codeine
CN(C)CCOC(c1ccccc1)c1ccccc1 diphenhydramine
CN(C)CCC=C1c2ccccc2CCc2ccccc12 amitriptyline
CN(C)CCCN1c2ccccc2CCc2ccccc12 imipramine
CNCCC(Oc1ccc(cc1)C(F)(F)F)c1ccccc1 fluoxetine
CNC1CCC(c2ccc(Cl)c(Cl)c2)c2ccccc12 sertraline
Fc1ccc(cc1)C1CCNCC1COc1ccc2OCOc2c1 paroxetine
CN(C)CCCC1(OCc2cc(ccc12)C#N)c1ccc(F)cc1 citalopram
CN(C)CC(c1ccc(OC)cc1)C1(O)CCCCC1 venlafaxine
CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1 bupropion
CN1C(=O)CN=C(c2ccccc2)c2cc(Cl)ccc12 diazepam
Cc1nnc2CN=C(c3ccccc3)c3cc(Cl)ccc3n12 alprazolam
OC1N=C(c2ccccc2Cl)c2cc(Cl)ccc2NC1=O lorazepam
Clc1ccccc1C1=NCC(=O)Nc2ccc(cc12)[N+](=O)[O-] clonazepam
Cc1ccc(cc1)-c1nc2ccc(C)cn2c1CC(=O)N(C)C zolpidem
CN(C)CCCN1c2ccccc2Sc2ccc(Cl)cc12 chlorpromazine
O=C(CCCN1CCC(O)(CC1)c1ccc(Cl)cc1)c1ccc(F)cc1 haloperidol
CN1CCN(CC1)C1=Nc2cc(Cl)ccc2Nc2ccccc12 clozapine
CN1CCN(CC1)C1=Nc2ccccc2Nc2sc(C)cc12 olanzapine
OCCOCCN1CCN(CC1)C1=Nc2ccccc2Sc2ccccc12 quetiapine
Cc1nc2CCCCn2c(=O)c1CCN1CCC(CC1)c1noc2cc(F)ccc12 risperidone
Clc1cccc(N2CCN(CCCCOc3ccc4CCC(=O)Nc4c3)CC2)c1Cl aripiprazole
NC(=O)N1c2ccccc2C=Cc2ccccc12 carbamazepine
O=C1NC(=O)C(N1)(c1ccccc1)c1ccccc1 phenytoin
CCCC(CCC)C(=O)O valproic acid
NCC1(CC(=O)O)CCCCC1 gabapentin
CC(C)CC(CN)CC(=O)O pregabalin
CCC(N1CCCC1=O)C(N)=O levetiracetam
Nc1nnc(c(N)n1)-c1cccc(Cl)c1Cl lamotrigine
CC1(C)OC2COC3(COS(N)(=O)=O)OC(C)(C)OC3C2O1 topiramate
NC(Cc1ccc(O)c(O)c1)C(=O)O levodopa
NCCc1ccc(O)c(O)c1 dopamine
CNCC(O)c1ccc(O)c(O)c1 adrenaline
NCCc1c[nH]c2ccc(O)cc12 serotonin
COc1ccc2[nH]cc(CCNC(C)=O)c2c1 melatonin
CNS(=O)(=O)Cc1ccc2[nH]cc(CCN(C)C)c2c1 sumatriptan
NCCc1c[nH]cn1 histamine
CC(N)Cc1ccccc1 amphetamine
CNC(=NCCSCc1nc[nH]c1C)NC#N cimetidine
CNC(NCCSCc1ccc(CN(C)C)o1)=C[N+](=O)[O-] ranitidine
NC(=N)Nc1nc(CSCCC(N)=NS(N)(=O)=O)cs1 famotidine
COc1ccc2[nH]c(nc2c1)S(=O)Cc1ncc(C)c(OC)c1C omeprazole
COc1ccnc(CS(=O)c2nc3cc(OC(F)F)ccc3[nH]2)c1OC pantoprazole
CCOC(=O)N1CCC(=C2c3ccc(Cl)cc3CCc3cccnc23)CC1 loratadine
OC(=O)COCCN1CCN(CC1)C(c1ccccc1)c1ccc(Cl)cc1 cetirizine
CC(C)(C(=O)O)c1ccc(cc1)C(O)CCCN1CCC(CC1)C(O)(c1ccccc1)c1ccccc1 fexofenadine
CN1CCC(CC1)=C1c2ccccc2CC(=O)c2sccc12 ketotifen
CC(C)C(=O)OC1CC(C)C=C2C=CC(C)C(CCC3CC(O)CC(=O)O3)C12 a statin
CCC(C)(C)C(=O)OC1CC(C)C=C2C=CC(C)C(CCC3CC(O)CC(=O)O3)C12 simvastatin
CC(C)c1c(C(=O)Nc2ccccc2)c(-c2ccccc2)c(-c2ccc(F)cc2)n1CCC(O)CC(O)CC(=O)O atorvastatin
CC(C)c1nc(nc(-c2ccc(F)cc2)c1C=CC(O)CC(O)CC(=O)O)N(C)S(C)(=O)=O rosuvastatin
OC(CCC1C(N(C1=O)c1ccc(F)cc1)c1ccc(O)cc1)c1ccc(F)cc1 ezetimibe
CC(C)(Oc1ccc(cc1)C(=O)c1ccc(Cl)cc1)C(=O)OC(C)C fenofibrate
CC(CS)C(=O)N1CCCC1C(=O)O captopril
CCOC(=O)C(CCc1ccccc1)NC(C)C(=O)N1CCCC1C(=O)O enalapril
NCCCCC(NC(CCc1ccccc1)C(=O)O)C(=O)N1CCCC1C(=O)O lisinopril
CCCCc1nc(Cl)c(CO)n1Cc1ccc(cc1)-c1ccccc1-c1nn[nH]n1 losartan
CCCCC(=O)N(Cc1ccc(cc1)-c1ccccc1-c1nnn[nH]1)C(C(C)C)C(=O)O valsartan
CCOC(=O)C1=C(COCCN)NC(C)=C(C1c1ccccc1Cl)C(=O)OC amlodipine
COC(=O)C1=C(C)NC(C)=C(C1c1ccccc1[N+](=O)[O-])C(=O)OC nifedipine
COc1ccc(CCN(C)CCCC(C#N)(C(C)C)c2ccc(OC)c(OC)c2)cc1OC verapamil
COc1ccc(cc1)C1Sc2ccccc2N(CCN(C)C)C(=O)C1OC(C)=O diltiazem
NS(=O)(=O)c1cc2c(NCNS2(=O)=O)cc1Cl hydrochlorothiazide
NS(=O)(=O)c1cc(C(=O)O)c(NCc2ccco2)cc1Cl furosemide
NC(=N)NC(=O)c1nc(Cl)c(N)nc1N amiloride
CC(=O)SC1CC2=CC(=O)CCC2(C)C2CCC3(C)C(CCC34CCC(=O)O4)C12 spironolactone
CC(=O)CC(c1ccccc1)c1c(O)c2ccccc2oc1=O warfarin
COC(=O)C(c1ccccc1Cl)N1CCc2sccc2C1 clopidogrel
O=C(NCC1CN(C(=O)O1)c1ccc(cc1)N1CCOCC1=O)c1ccc(Cl)s1 rivaroxaban
COc1ccc(cc1)-n1nc(C(N)=O)c2CCN(C(=O)c12)c1ccc(cc1)N1CCCCC1=O apixaban
Clc1cccc(Cl)c1N=C1NCCN1 clonidine
NNc1nncc2ccccc12 hydralazine
COc1cc2nc(nc(N)c2cc1OC)N1CCN(CC1)C(=O)c1ccco1 prazosin
CCCc1nn(C)c2c1nc([nH]c2=O)-c1cc(ccc1OCC)S(=O)(=O)N1CCN(C)CC1 sildenafil
CN1CC(=O)N2C(Cc3c([nH]c4ccccc34)C2c2ccc3OCOc3c2)C1=O tadalafil
CC(C)(C)NC(=O)C1CCC2C3CCC4NC(=O)C=CC4(C)C3CCC12C finasteride
COc1ccccc1OCCNCC(O)COc1cccc2[nH]c3ccccc3c12 carvedilol
CC1(C)SC2C(NC(=O)Cc3ccccc3)C(=O)N2C1C(=O)O penicillin G
CC1(C)SC2C(NC(=O)C(N)c3ccc(O)cc3)C(=O)N2C1C(=O)O amoxicillin
CC1=C(N2C(SC1)C(NC(=O)C(N)c1ccccc1)C2=O)C(=O)O cefalexin
CON=C(C(=O)NC1C2SCC(COC(C)=O)=C(N2C1=O)C(=O)O)c1csc(N)n1 cefotaxime
OC(=O)c1cn(C2CC2)c2cc(N3CCNCC3)c(F)cc2c1=O ciprofloxacin
CC1COc2c(N3CCN(C)CC3)c(F)cc3c2n1cc(C(=O)O)c3=O levofloxacin
COc1c(N2CC3CCCNC3C2)c(F)cc2c1n(C1CC1)cc(C(=O)O)c2=O moxifloxacin
Cc1cc(NS(=O)(=O)c2ccc(N)cc2)no1 sulfamethoxazole
COc1cc(Cc2cnc(N)nc2N)cc(OC)c1OC trimethoprim
Cc1ncc([N+](=O)[O-])n1CCO metronidazole
O=C1CN(N=Cc2ccc(o2)[N+](=O)[O-])C(=O)N1 nitrofurantoin
CC(=O)NCC1CN(C(=O)O1)c1ccc(N2CCOCC2)c(F)c1 linezolid
CN(C)C1C2CC3C(=C(O)C2(O)C(=O)C(C(N)=O)=C1O)C(=O)c1c(O)cccc1C3(C)O tetracycline
CC1C2C(O)C3C(N(C)C)C(=O)C(C(N)=O)=C(O)C3(O)C(=O)C2=C(O)c2c(O)cccc12 doxycycline
OC(C(CO)NC(=O)C(Cl)Cl)c1ccc(cc1)[N+](=O)[O-] chloramphenicol
NNC(=O)c1ccncc1 isoniazid
NC(=O)c1cnccn1 pyrazinamide
CCC(CO)NCCNC(CC)CO ethambutol
OC(Cn1cncn1)(Cn1cncn1)c1ccc(F)cc1F fluconazole
CC(=O)N1CCN(CC1)c1ccc(OCC2COC(Cn3ccnc3)(O2)c2ccc(Cl)cc2Cl)cc1 ketoconazole
Clc1ccc(COC(Cn2ccnc2)c2ccc(Cl)cc2Cl)c(Cl)c1 miconazole
CN(CC=CC#CC(C)(C)C)Cc1cccc2ccccc12 terbinafine
CC(C)(C#N)c1cc(Cn2cncn2)cc(c1)C(C)(C)C#N anastrozole
N#Cc1ccc(cc1)C(n1cncn1)c1ccc(cc1)C#N letrozole
CCC(=C(c1ccccc1)c1ccc(OCCN(C)C)cc1)c1ccccc1 tamoxifen
Nc1nc2n(COCCO)cnc2c(=O)[nH]1 aciclovir
Cc1cn(C2CC(N=[N+]=[N-])C(CO)O2)c(=O)[nH]c1=O zidovudine
Nc1ccn(C2CSC(CO)O2)c(=O)n1 lamivudine
Cc1ccnc2N(C3CC3)c3ncccc3C(=O)Nc12 nevirapine
O=C1OC(C#CC2CC2)(C(F)(F)F)c2cc(Cl)ccc2N1 efavirenz
CCOC(=O)C1=CC(OC(CC)CC)C(NC(C)=O)C(N)C1 oseltamivir
NC12CC3CC(CC(C3)C1)C2 amantadine
CCN(CC)CCCC(C)Nc1ccnc2cc(Cl)ccc12 chloroquine
COc1ccc2nccc(C(O)C3CC4CCN3CC4C=C)c2c1 quinine
CC1CCC2C(C)C(=O)OC3OC4(C)CCC1C23OO4 artemisinin
Cc1c(OCC(F)(F)F)ccnc1CS(=O)c1nc2ccccc2[nH]1 lansoprazole
Cc1ccc(cc1)-c1cc(nn1-c1ccc(cc1)S(N)(=O)=O)C(F)(F)F celecoxib
CN1C(C(=O)Nc2ccccn2)=C(O)c2ccccc2S1(=O)=O piroxicam
COc1ccc2c(c1)c(CC(=O)O)c(C)n2C(=O)c1ccc(Cl)cc1 indometacin
CC(C(=O)O)c1cccc(c1)C(=O)c1ccccc1 ketoprofen
CN(C)CC1CCCCC1(O)c1cccc(OC)c1 tramadol
CCC(=O)N(C1CCN(CCc2ccccc2)CC1)c1ccccc1 fentanyl
CCC(=O)C(CC(C)N(C)C)(c1ccccc1)c1ccccc1 methadone
CCN(CC)CC(=O)Nc1c(C)cccc1C lidocaine
CCN(CC)CCOC(=O)c1ccc(N)cc1 procaine
CC(C)c1cccc(C(C)C)c1O propofol
CNC1(CCCCC1=O)c1ccccc1Cl ketamine
CCC1(c2ccccc2)C(=O)NC(=O)NC1=O phenobarbital
CC12CCC3C(CCC4=CC(=O)CCC34C)C1CCC2O testosterone
CC12CCC3C(CCc4cc(O)ccc34)C1CCC2O estradiol
CC(=O)C1CCC2C3CCC4=CC(=O)CCC4(C)C3CCC12C progesterone
CC12CCC3C(CCc4cc(O)ccc34)C1CCC2(O)C#C ethinylestradiol
CC12CC(O)C3C(CCC4=CC(=O)CCC34C)C1CCC2(O)C(=O)CO hydrocortisone
CC1CC2C3CCC4=CC(=O)C=CC4(C)C3(F)C(O)CC2(C)C1(O)C(=O)CO dexamethasone
NC(Cc1cc(I)c(Oc2cc(I)c(O)c(I)c2)c(I)c1)C(=O)O levothyroxine
CCCc1cc(=O)[nH]c(=S)[nH]1 propylthiouracil
CN1C=CNC1=S thiamazole
Cc1ccc(cc1)S(=O)(=O)NC(=O)NN1CCCCCC1 a sulfonylurea
COc1ccc(Cl)cc1C(=O)NCCc1ccc(cc1)S(=O)(=O)NC(=O)NC1CCCCC1 glibenclamide
CCc1ccc(CCOc2ccc(CC3SC(=O)NC3=O)cc2)nc1 pioglitazone
NC(CC(=O)N1CCn2c(C1)nnc2C(F)(F)F)Cc1cc(F)c(F)cc1F sitagliptin
Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(n1)-c1cccnc1 imatinib
COc1cc2ncnc(Nc3ccc(F)c(Cl)c3)c2cc1OCCCN1CCOCC1 gefitinib
COCCOc1cc2ncnc(Nc3cccc(c3)C#C)c2cc1OCCOC erlotinib
CNC(=O)c1cc(Oc2ccc(NC(=O)Nc3ccc(Cl)c(c3)C(F)(F)F)cc2)ccn1 sorafenib
CCN(CC)CCNC(=O)c1c(C)[nH]c(C=C2C(=O)Nc3ccc(F)cc23)c1C sunitinib
CS(=O)(=O)CCNCc1ccc(o1)-c1ccc2ncnc(Nc3ccc(OCc4cccc(F)c4)c(Cl)c3)c2c1 lapatinib
Cc1nc(Nc2ncc(s2)C(=O)Nc2c(C)cccc2Cl)cc(n1)N1CCN(CCO)CC1 dasatinib
CN(Cc1cnc2nc(N)nc(N)c2n1)c1ccc(cc1)C(=O)NC(CCC(=O)O)C(=O)O methotrexate
O=c1[nH]cc(F)c(=O)[nH]1 fluorouracil
S=c1[nH]cnc2nc[nH]c12 mercaptopurine
Nc1ccn(C2OC(CO)C(O)C2(F)F)c(=O)n1 gemcitabine
ClCCN(CCCl)P1(=O)NCCCO1 cyclophosphamide
Cn1nnc2c(ncn2c1=O)C(N)=O temozolomide
O=C1CCC(N2C(=O)c3ccccc3C2=O)C(=O)N1 thalidomide
NC(=O)NO hydroxyurea
CC(C)(C)c1ccc(cc1)C(O)CCCN1CCC(CC1)C(O)(c1ccccc1)c1ccccc1 terfenadine
COc1cc2CCC(NC(C)=O)c3cc(=O)c(OC)ccc3-c2c(OC)c1OC colchicine
O=c1nc[nH]c2[nH]ncc12 allopurinol
CCCN(CCC)S(=O)(=O)c1ccc(cc1)C(=O)O probenecid
OP(O)(=O)C(O)(CCN)P(O)(O)=O alendronic acid
COc1cc(ccc1O)C=CC(=O)CC(=O)C=Cc1ccc(O)c(OC)c1 curcumin
Oc1ccc(cc1)C=Cc1cc(O)cc(O)c1 resveratrol
O=c1c(O)c(oc2cc(O)cc(O)c12)-c1ccc(O)c(O)c1 quercetin
CC(=O)OCC[N+](C)(C)C acetylcholine
CN(C)C(=O)Oc1cccc(c1)[N+](C)(C)C neostigmine
COc1cc2CC(CC3CCN(Cc4ccccc4)CC3)C(=O)c2cc1OC donepezil
Nc1c2CCCCc2nc2ccccc12 tacrine
CC12CC3CC(C)(C1)CC(N)(C3)C2 memantine
CC(C)=CCCC(C)=CCO geraniol
CC1=C(C(C)(C)CCC1)C=CC(C)=CC=CC(C)=CCO retinol
OCC(O)C1OC(=O)C(O)=C1O ascorbic acid
OC(=O)c1cccnc1 nicotinic acid
Cc1ncc(CO)c(CO)c1O pyridoxine
Cc1ncc(C[n+]2csc(CCO)c2C)c(N)n1 thiamine
OC(=O)CCCCC1SCC2NC(=O)NC12 biotin
CCCCCCCCC=CCCCCCCCC(=O)O oleic acid
NC(CS)C(=O)O cysteine
C[S+](CCC(N)C(=O)[O-])CC1OC(C(O)C1O)n1cnc2c(N)ncnc12 adenosylmethionine
Nc1ncnc2n(cnc12)C1OC(COP(O)(=O)OP(O)(O)=O)C(O)C1O adenosine diphosphate
Clc1ccc(cc1)C(c1ccc(Cl)cc1)C(Cl)(Cl)Cl DDT
c1ccc2c(c1)ccc1ccccc12 phenanthrene
c1ccc2cccc2cc1 azulene
c1ccc2ccc3cccc4ccc1c2c34 pyrene
O=C1C=CC(=O)c2ccccc12 naphthoquinone
O=c1cccccc1 tropone
O=C1C=CC(=O)C=C1 benzoquinone
c1ccc2nsnc2c1 benzothiadiazole
[O-][n+]1ccccc1 pyridine oxide
C[n+]1ccccc1 methylpyridinium
O=c1ccc2ccccc2o1 coumarin
O=c1ccoc2ccccc12 chromone
N#Cc1ccccc1 benzonitrile
O=N(=O)c1ccccc1 nitrobenzene
CS(C)(=O)=O dimethyl sulfone
CS(C)=O dimethyl sulfoxide
CP(C)(C)=O trimethylphosphine oxide
C[Si](C)(C)C tetramethylsilane
B(O)(O)c1ccccc1 phenylboronic acid
C1CC2CCC1C2 norbornane
C1CC1 cyclopropane
C1CO1 oxirane
C1CN1 aziridine
CC#CC butyne
C=C=C allene
O water
N ammonia
C methane
CO methanol
[NH4+].[Cl-] ammonium chloride
CC(=O)[O-].[Na+] sodium acetate
CC(C)(C)OC(=O)NN a carbazate
CN=[N+]=[N-] methyl azide
CC=NO acetaldoxime
O=C=Nc1ccccc1 phenyl isocyanate
CC(=S)N thioacetamide
OO hydrogen peroxide
CSSC dimethyl disulfide
CN(C)N=O nitrosodimethylamine
c1ccc(cc1)N=Nc1ccccc1 azobenzene
c1cc[se]c1 selenophene
C1=CC=CC=CC=C1 cyclooctatetraene
c1ccc2[nH]c3ccccc3c2c1 carbazole
c1ccc2c(c1)[nH]c1ccccc12 carbazole again
c1cnc2c(n1)nccn2 pteridine
c1ccn2cccc2c1 indolizine
"""

RINGS = """
c1cc2cc3ccc(cc4ccc(cc5ccc(cc1n2)[nH]5)n4)[nH]3 ring 1
C1=CC2=CC=CC3=CC=CC1=C23 ring 2
C1=CC2=CC=CC2=C1 ring 3
C1=CC=C2C=CC=C2C=C1 ring 4
c1cc2ccc3cccc4ccc(c1)c2c34 ring 5
C1=CC2=CC3=CC=CC3=CC2=C1 ring 6
[O-][n+]1noc2ccccc12 ring 7
[O-]c1c[n+](no1)-c1ccccc1 ring 9
b1ccccc1 ring 10
B1C=CC=C1 ring 11
C[S+]1C=CC=C1 ring 12
O=S1C=CC=C1 ring 13
[cH+]1cccccc1 ring 15
[CH+]1C=CC=CC=C1 ring 16
[CH+]1C=C1 ring 17
[CH-]1C=CC=C1 ring 18
C=C1C=CC=C1 ring 19
C=C1C=CC(=C)C=C1 ring 20
C1=CC(=C2C=CC=C2)C=C1 ring 21
O=C1C=CC1 ring 22
O=C1C=C1 ring 23
S=C1C=CC=CN1 ring 24
N=C1C=CC=CN1 ring 25
CN1C=CC=CC1=O ring 26
O=C1NC(=O)c2ccccc12 ring 27
O=C1c2ccccc2C(=O)c2ccccc12 ring 28
c1ccc2c(c1)Sc1ccccc1N2 ring 29
C1=CSC=CS1 ring 30
C1=COC=CO1 ring 31
C1=CNC=CN1 ring 32
c1ccc2c(c1)oc1ccccc12 ring 33
P1C=CC=C1 ring 34
c1ccpcc1 ring 35
c1nnn[nH]1 ring 37
[n-]1cnnn1 ring 38
c1c[nH+]c[nH]1 ring 39
C1=NC=NC=N1 ring 40
O=C1N=CN=C2N=CN=C12 ring 41
O=c1cc[nH]c(=O)[nH]1 ring 42
O=C1NC=CC=C1 ring 43
C1=CC=CN=CC=C1 ring 44
C1=CC=C2C(=C1)C=CC=CC2=O ring 45
c1ccc2cc3ccccc3cc2c1 ring 46
C1=CC=CC=CC=CC=C1 ring 47
C1=CC=CC=CC=CC=CC=CC=CC=CC=C1 ring 48
C12=CC=CN1C=CC=C2 ring 50
[O-][S+]1C=CC=C1 ring 51
O=[Se]1C=CC=C1 ring 52
CN1C=CSC1=NC ring 53
CN1N=NC2=CC=CC=C2C1=O ring 54
C[N+]1=CC=CC=C1 ring 55
N1=NN=C2C=CC=CC2=N1 ring 56
c1ccc(cc1)[n+]1ccccc1 ring 57
OC1=CC(=O)C=CC=C1 ring 58
O=C1C(O)=CC=CC=C1O ring 59
C1C=CC=CC=C1 ring 60
N1C=CC=CC=C1 ring 61
S1C=CC=CC=C1 ring 62
O1C=CC=CC=C1 ring 63
C1=CN=CC=N1 ring 64
[Li]c1ccccc1 ring 65
c1ccsc1 ring 66
S1(=O)(=O)C=CC=C1 ring 67
N1(C)C=CN=C1 ring 68
O=C1C=CNC=C1 ring 69
O=C1C=COC=C1 ring 70
[O-]C1=CC=[O+]C=C1 ring 71
c1cc[o+]cc1 ring 72
c1cc[s+]cc1 ring 73
C1=CC=[N+]2C=CC=CC2=C1 ring 74
c1ccc2c(c1)c1ccccc1c1ccccc21 ring 75
C#Cc1ccccc1 ring 76
C1=C=CC=CC=1 ring 77
c1ccc2c3c(cccc13)C=C2 ring 78
N#[N+]c1ccccc1 ring 79
O=C1NNC(=O)C=C1 ring 81
Cn1c(=O)c2c(ncn2C)n(C)c1=O ring 82
O=c1[nH]c2ccccc2[nH]1 ring 83
C1CC2=CC=CC=C2C1=O ring 85
OCl(=O)(=O)=O perchloric acid
CI(=O)=O an iodine dioxide
"""

CORES = [
    "c1ccc(cc1)%s", "c1ccnc(c1)%s", "c1cnn(c1)%s", "c1csc(n1)%s", "c1coc(c1)%s", "C1CCC(CC1)%s", "C1CCN(CC1)%s",
    "C1COCCN1%s", "CC(C)%s", "O=C1CCC(N1)%s", "c1ccc2c(c1)[nH]cc2%s", "C=CC%s", "O=c1ccc(c[nH]1)%s",
]
GROUPS = [
    "C", "CC", "C(C)(C)C", "C(F)(F)F", "O", "OC", "N", "NC", "N(C)C", "C(=O)O", "C(=O)N", "NC(C)=O", "C#N", "Cl", "Br",
    "S", "SC", "S(=O)(=O)N", "S(C)(=O)=O", "[N+](=O)[O-]", "C=O", "C(=O)OC", "P(=O)(O)O", "C(=O)[O-]", "[NH3+]",
    "c1ccccc1", "C1CC1",
]


def molecules():
    for line in (DRUGS.strip() + RINGS).strip().splitlines():
        smiles, name = line.split(" ", 1)
        yield smiles, name
    for c, core in enumerate(CORES):
        for g, group in enumerate(GROUPS):
            if (2 * c + g) % 2 == 0 or g % 3 == c % 3:
                yield core % group, "core %d group %d" % (c, g)


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("smiles name weight logP tpsa acceptors donors rotatable aromaticRings alerts qed aromaticAtoms"
                 " aromaticBonds scaffold".split())
    for smiles, name in molecules():
        molecule = Chem.MolFromSmiles(smiles)
        if molecule is None:
            raise ValueError(smiles + " " + name)
        p = QED.properties(molecule)
        alerts = [str(i) for i, alert in enumerate(QED.StructuralAlerts) if molecule.HasSubstructMatch(alert)]
        out.writerow([
            smiles, name, "%.4f" % rdMolDescriptors._CalcMolWt(molecule), "%.5f" % Crippen.MolLogP(molecule),
            "%.3f" % rdMolDescriptors.CalcTPSA(molecule), p.HBA, p.HBD, p.ROTB, p.AROM, " ".join(alerts),
            "%.6f" % QED.qed(molecule), sum(a.GetIsAromatic() for a in molecule.GetAtoms()),
            sum(b.GetIsAromatic() for b in molecule.GetBonds()), MurckoScaffold.MurckoScaffoldSmiles(mol=molecule),
        ])


main()
