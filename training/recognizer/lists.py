"""Words that no generator has: things, headings, organisations and places that everybody knows."""

from __future__ import annotations

THINGS = """
account accident address agreement amount answer appendix application approval archive area article attachment audit balance
basement battery bill bicycle board boiler booking bottle box branch brake bridge brochure budget building burst cable calendar
camera campaign car card carpet case cause ceiling certificate chair change channel chapter chart check chimney claim class
cleaning client coat code coffee collision column comment commission company complaint computer condition confirmation contact
content contract conversation copy cost count country coupon course cover credit crash cup curtain customer cycle damage
dashboard data database date day deadline debt decision declaration deductible default delay delivery department deposit
description design desk detail device diagnosis diary difference dinner disease display document door draft drain dress drive
driver editor education effect email employee engine entry environment equipment error estimate event evidence example excess
exchange expense expert export extension failure family fee fence field figure file filter fire flag flat flight flood floor
folder font form format frame freight function fund furniture garage garden gate glass group guarantee guest guide hail hall
header health heating help history holiday home hospital hour house image impact import inbox income index information injury
inspection instruction insurance interest interface inventory invoice issue item jacket job journal journey key keyboard kitchen
label lamp language laptop leak lease leave lesson letter level liability library licence light limit line link list loan lock
location log loss lunch machine mail manager manual map market material meal meaning measure medicine meeting member memory menu
message method minute mirror mobile model module money monitor month motor name network news note notebook notice notification
number object offer office oil opening operation option order outbox owner package page paint panel paper parcel parking part
partner password patient payment penalty pension percentage performance period permission phone photo picture pipe place plan
plate play plumbing point policy pool portal position post power preferences premium preview price print printer priority problem
process product profile profit program progress project property proposal protection purchase quality quantity question queue
quote rate reason receipt recipient record recovery reference refund region registration reminder rent repair reply report
request reserve residence resource response result return revenue review risk road roof room rule salary sale sample schedule
school screen search season section security selection service session settlement setting share sheet shelf shift shipping shoe
shop shower sign signature site size sketch software sound source space stage stairs standard start statement station status
step stock storage store storm street subject subscription summary supplier supply support survey switch system table tariff task
tax team telephone template tenant terminal terms test text theft ticket tile time title toilet tool total tour towel traffic
train training transaction transfer translation transport travel treatment trial type tyre update upload usage user vacation
valuation value vehicle vendor version victim video view visit voice volume wall warning warranty washing waste watch water
weather week weight wheel window wine witness work year zone
""".split()

QUALITIES = """
able active additional advanced all annual approved archived automatic available average bad basic best big black blue blocked
broken busy cancelled cheap clean closed cold common complete completed confirmed correct critical current custom daily damaged
dark declined deleted detailed different digital direct dirty due early easy electric empty estimated excellent existing expected
expired external extra failed fair false fast final first free fresh full general global good gross green half hidden high hot
important in-progress inactive incoming initial internal invalid last late legal light local locked long lost low main major
manual maximum medical minimum minor missing mixed mobile modern monthly more national necessary net new next normal old open
optional original other outgoing outstanding overdue own paid partial past pending permanent personal planned possible previous
primary private public quick ready recent red regular rejected related remaining required safe saved second selected sent shared
short signed similar simple single small special standard submitted temporary total true unknown unread unpaid upcoming urgent
valid weekly white wrong yearly young yellow
""".split()

DOINGS = """
accept add apply approve archive ask assign attach block book browse buy call cancel change charge check choose clear click close
compare complete confirm connect continue convert copy create customize cut decline delete deny disable discard download draft
drag drop edit enable enter exit expand export extend file fill filter find finish fix follow forward get go hide import include
insert install invite join keep leave link load lock log look make manage mark merge move mute open order organize paste pause
pay pick pin play post preview print process publish read receive record redo refresh register reject reload remind remove rename
repair repeat replace reply report request reset resize resolve restart restore resume retry return review run save scan schedule
search see select sell send set share show sign skip sort split start stop submit switch sync tag test transfer translate try
turn type undo unlock update upgrade upload use verify view wait watch write zoom
""".split()

PHRASES = (
    """
Yes|No|OK|None|N/A|Other|Mr|Mrs|Ms|Miss|Dr|Dr.|Mr.|Mrs.|Ms.|Prof.|Sir|Madam|Herr|Frau|Monsieur|Signora|Sra.|Sr.|Mx|Rev.|Hon.
Male|Female|Single|Married|Divorced|Widowed|Divorce|Will May|HIV positive|Asthma|Diabetes|Diabetes mellitus type 2|Hypertension
Fractured wrist|Back pain|Migraine|Type 2 diabetes|Chronic bronchitis|Depression|Pregnancy|Broken leg|Ibuprofen|Paracetamol 500 mg
German|French|Italian|Spanish|American|British|Canadian|Australian|Japanese|Chinese|Korean|Indian|Brazilian|Mexican|Russian|Polish
Dutch|Swedish|Norwegian|Danish|Finnish|Greek|Turkish|Egyptian|Nigerian|Irish|Scottish|Portuguese|Swiss|Austrian|Belgian|Czech
Hungarian|Romanian|Ukrainian|Vietnamese|Thai|Filipino|Indonesian|Pakistani|Iranian|Iraqi|Israeli|Argentinian|Colombian|Chilean
Christian|Catholic|Protestant|Muslim|Jewish|Hindu|Buddhist|Sikh|Atheist|Orthodox|Lutheran|Methodist|Baptist|Mormon|Islam|Judaism
Hinduism|Buddhism|Christianity|Americans|Germans|Europeans|Asian|African|European|Latino|Caucasian|Democrat|Republican|Liberal

Last week|Next month|Easter|Christmas|Spring|Summer|Autumn|Winter|Morning|Noon|Evening|Weekend|Q3 results
Inbox|Sent|Drafts|Trash|Spam|Junk|Archive|Starred|Important|Sent Mail|All Mail|Outbox|Templates|Snoozed|Work|Personal|Family|Social
Documents|Downloads|Pictures|Music|Videos|Desktop|Home|Recent|Favorites|Bookmarks|Network|Trash Bin|Applications|Utilities|System
File|Edit|View|Insert|Format|Tools|Window|Help|Data|Table|Styles|Sheet|Review|Layout|Mailings|References|Page Layout|Developer
Save As|Save All|Print Preview|Page Setup|Select All|Find and Replace|Go To Line|Word Count|Full Screen|Zoom In|Zoom Out|Sign In
Sign Out|Log In|Log Out|My Account|Contact Us|About Us|Privacy Policy|Terms of Service|Cookie Settings|Read More|Learn More|Buy Now
Add to Cart|Checkout|Continue Shopping|Track Order|Order History|Wish List|Gift Cards|Customer Service|Frequently Asked Questions
Burst pipe|Water damage|Storm damage|Glass breakage|Hail damage|Kitchen fire|Stolen bicycle|Broken window|Roof leak|Theft of bicycle
Fire damage|Car accident|Lost luggage|Flooded basement|Lightning strike|Damaged fence|Escape of water|Third party liability|Total Loss
Date of Loss|Policy Number|Claim Number|Policy Holder|Sum Insured|First Name|Last Name|Date of Birth|Cause of Loss|Line Items|Grand Total
Unit Price|Net Amount|Due Date|Invoice Date|Payment Terms|Bank Details|Account Holder|Sort Code|Place of Birth|Marital Status|Home Address
Software Engineer|Project Manager|Sales Manager|Accountant|Nurse|Teacher|Chief Executive Officer|Chief Financial Officer|Head of Marketing
Claims Handler|Managing Director|Data Analyst|Product Owner|Office Manager|Electrician|Plumber|Lawyer|Dentist|Human Resources|Engineering
Marketing|Finance|Legal|Operations|Research|Sales|Support|Accounting|Procurement|Logistics|Facilities|Board of Directors|Human Resource
iPhone 15 Pro|Galaxy S24 Ultra|ThinkPad X1 Carbon|MacBook Air|Dell XPS 13|PlayStation 5|Kindle Paperwhite|Office 365|Windows 11
Adobe Photoshop|Google Chrome|Visual Studio Code|Model 3|Golf GTI|Ford Focus|Toyota Corolla|BMW 320d|Fiat 500|Honda Civic|Python|Java
Harry Potter|Game of Thrones|The Lord of the Rings|Star Wars|Moby Dick|Pride and Prejudice|Bohemian Rhapsody|Let It Be|Mona Lisa
Pizza Margherita|Caesar Salad|Chicken Curry|Fish and Chips|Apple Pie|Green Tea|Hot Chocolate|Orange Juice|Red Wine|Sparkling Water
Team Lunch|Board Meeting|Weekly Standup|Project Kickoff|Doctor Appointment|Dentist|Performance Review|Yoga Class|Birthday Party
Sprint Planning|Lunch with the team|Client Presentation|Budget Review|Staff Training|Job Interview|Parent Evening|Book Club|Gym
Euro|Dollar|Pound Sterling|US Dollar|Swiss Franc|Yen|English|Deutsch|Français|Español|Italiano|Polski|Svenska|Mandarin|Hindi
Blue|Dark Red|Light Green|Black and White|Large|Medium|Small|Extra Large|Left|Right|Top|Bottom|Portrait|Landscape|Ascending
Visa|Mastercard|American Express|Debit Card|Bank Transfer|Cash on Delivery|Direct Debit|Credit Note|Standing Order|PayPal payment
Passport|Driving Licence|Identity Card|Birth Certificate|Residence Permit|Tax Return|Payslip|Bank Statement|Proof of Address|Visa form
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

ORGANISATIONS = (
    """
Google|Microsoft|Apple|Amazon|Meta|Facebook|Netflix|Tesla|Intel|AMD|Nvidia|IBM|Oracle|SAP|Salesforce|Adobe|Cisco|Dell|HP|Hewlett-Packard
Lenovo|Samsung|Sony|LG|Panasonic|Toshiba|Hitachi|Fujitsu|Canon|Nikon|Nintendo|Huawei|Xiaomi|Alibaba|Tencent|Baidu|Siemens|Bosch|Philips
Nokia|Ericsson|Vodafone|Orange|Telefónica|Deutsche Telekom|AT&T|Verizon|T-Mobile|Comcast|Sprint|Uber|Lyft|Airbnb|Spotify|Twitter|LinkedIn
Dropbox|Slack|Zoom|Stripe|PayPal|eBay|Etsy|Walmart|Target|Costco|Kroger|Tesco|Sainsbury's|Aldi|Lidl|Carrefour|Edeka|Rewe|IKEA|H&M|Zara
Nike|Adidas|Puma|Coca-Cola|PepsiCo|Nestlé|Danone|Unilever|Procter & Gamble|Johnson & Johnson|Pfizer|Novartis|Roche|Bayer|Merck
GlaxoSmithKline|AstraZeneca|Sanofi|Moderna|Volkswagen|BMW|Daimler|Mercedes-Benz|Audi|Porsche|Toyota|Honda|Nissan|Ford|General Motors
Chrysler|Renault|Peugeot|Fiat|Ferrari|Volvo|Hyundai|Kia|Boeing|Airbus|Lockheed Martin|Rolls-Royce|General Electric|3M|Caterpillar
John Deere|Shell|BP|ExxonMobil|Chevron|TotalEnergies|Gazprom|E.ON|RWE|EDF|Enel|Allianz|AXA|Munich Re|Swiss Re|Zurich Insurance|Generali
Aviva|Prudential|MetLife|AIG|State Farm|Geico|Progressive|Lloyd's|Barclays|HSBC|Lloyds|NatWest|Deutsche Bank|Commerzbank|UBS
Credit Suisse|BNP Paribas|Société Générale|Santander|BBVA|ING|Rabobank|JPMorgan Chase|JPMorgan|Goldman Sachs|Morgan Stanley|Citigroup
Bank of America|Wells Fargo|American Express|Mastercard|Visa Inc|BlackRock|Vanguard|Fidelity|Berkshire Hathaway|Deloitte|PwC|KPMG
Ernst & Young|EY|McKinsey|Accenture|Boston Consulting Group|Bain & Company|Capgemini|Infosys|Tata|Wipro|Reliance|UPS|FedEx|DHL|USPS
Royal Mail|Deutsche Post|Deutsche Bahn|SNCF|Lufthansa|British Airways|Air France|KLM|Ryanair|easyJet|Emirates|Qatar Airways|Delta
United Airlines|American Airlines|Qantas|Marriott|Hilton|Hyatt|Accor|McDonald's|Burger King|KFC|Starbucks|Subway|Domino's|Disney
Warner Bros|Universal|Paramount|BBC|CNN|NBC|CBS|Reuters|Associated Press|The New York Times|The Guardian|Washington Post|Bloomberg
NASA|FBI|CIA|NATO|UNICEF|UNESCO|WHO|IMF|World Bank|United Nations|European Union|European Commission|Red Cross|Greenpeace|Amnesty International
Harvard University|Stanford|MIT|Oxford University|University of Cambridge|Yale|Princeton|Sorbonne|ETH Zürich|Max Planck Institute
FC Bayern|Real Madrid|Manchester United|Chelsea|Juventus|New York Yankees|Los Angeles Lakers|Boston Celtics|Ministry of Defence
Federal Reserve|European Central Bank|House of Commons|Supreme Court|Department of State|Home Office|Internal Revenue Service|NHS|CDC
Accor|Adecco|Aetna|Ahold Delhaize|Air Liquide|Akzo Nobel|Alcoa|Alstom|Amgen|Anglo American|Anheuser-Busch|Aon|Arcelor Mittal|Arm Holdings|Asda|Asus|Atlassian|Autodesk|Avis|Avon|BAE Systems|BASF|Baker Hughes|Banco Santander|Beiersdorf|Bertelsmann|Biogen|Blackstone|Booking.com|Boots|Bridgestone|Bristol-Myers Squibb|British Petroleum|British Telecom|Broadcom|Budweiser|Burberry|Campbell Soup|Cargill|Caterpillar|Celgene|Charles Schwab|Chubb|Clorox|Colgate-Palmolive|Comerica|ConocoPhillips|Continental|Coop|Corning|Dassault|Debenhams|Diageo|Dow Chemical|Duke Energy|DuPont|Dyson|E-Trade|Eli Lilly|Electrolux|Electronic Arts|Engie|Eni|Equinor|Estée Lauder|Euronext|Eurostar|Evonik|Expedia|Exxon|FIFA|Fannie Mae|Ferrero|Foxconn|Fresenius|Gap|Gartner|General Mills|Gilead|GitHub|GoDaddy|Goodyear|Greggs|Groupon|Gucci|Halliburton|Harley-Davidson|Heineken|Heinz|Henkel|Hermès|Hershey|Hertz|Honeywell|Iberia|Illumina|Instagram|Intuit|JetBlue|Jaguar Land Rover|KPN|Kellogg's|Kering|Kimberly-Clark|Kodak|Kraft|L'Oréal|LVMH|Lafarge|Lego|Levi's|Liberty Mutual|Linde|Lowe's|Macy's|Maersk|Marks & Spencer|Mars|Mattel|Mazda|McKesson|Medtronic|Metro|Michelin|Micron|Migros|Mitsubishi|Mitsui|Monsanto|Morrisons|Motorola|Mozilla|Nationwide|Natura|Nordstrom|Northrop Grumman|Novo Nordisk|Olympus|Opel|OpenAI|Palantir|Pandora|Penguin|Petrobras|PetroChina|Philip Morris|Pinterest|Pirelli|Pixar|Qualcomm|Randstad|Raytheon|Red Hat|Reddit|Repsol|Ricoh|Rolex|Ryder|SABMiller|Sanyo|Schlumberger|Schneider Electric|Sears|Seat|Sephora|ServiceNow|Sharp|Shopify|Siemens Energy|Skoda|Snapchat|SoftBank|Sodexo|SpaceX|Spar|Standard Chartered|Staples|Statoil|Stellantis|Subaru|Sun Microsystems|Suzuki|Swatch|Symantec|Syngenta|T.J. Maxx|TikTok|Telefonica|Tencent|Thales|Thomson Reuters|ThyssenKrupp|Tiffany|TomTom|Travelers|Trivago|Twitch|Tyson Foods|US Airways|Valeo|Veolia|Viacom|Virgin Atlantic|Waitrose|Western Union|Whirlpool|WhatsApp|Wikipedia|Wirecard|Wolters Kluwer|Xerox|Yahoo|Yamaha|Yandex|Yum! Brands|YouTube|Zalando|Zendesk|ZF Friedrichshafen|Al Jazeera|Financial Times|Le Monde|Der Spiegel|The Economist|Wall Street Journal|Forbes|Fox News|HBO|ESPN|MTV|NPR|Interpol|Europol|OPEC|OECD|ASEAN|African Union|Oxfam|Rotary Club|UEFA|NFL|NBA|Liverpool FC|Arsenal|FC Barcelona|AC Milan|Ajax|Dallas Cowboys|Columbia University|Cornell|Duke University|Georgetown University|New York University|Trinity College|Imperial College London|London School of Economics|Technical University of Munich|Humboldt University|Home Depot|Best Buy|Walgreens|CVS|UnitedHealth|Anthem|Cigna|Humana|Kaiser Permanente|Mayo Clinic|Cleveland Clinic|St Mary's Hospital
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

PLACES = (
    """
London|Paris|Berlin|Madrid|Rome|Vienna|Zürich|Geneva|Bern|Brussels|Amsterdam|Rotterdam|The Hague|Copenhagen|Stockholm|Oslo|Helsinki|Dublin
Edinburgh|Glasgow|Manchester|Birmingham|Liverpool|Leeds|Bristol|Cardiff|Belfast|Cambridge|Oxford|York|Brighton|Southampton|Newcastle|Nottingham
Hamburg|Munich|München|Cologne|Köln|Frankfurt|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dresden|Hannover|Nuremberg|Nürnberg|Bremen|Bonn
Lyon|Marseille|Toulouse|Nice|Nantes|Bordeaux|Lille|Strasbourg|Barcelona|Valencia|Seville|Sevilla|Bilbao|Málaga|Lisbon|Lisboa|Porto|Milan
Milano|Naples|Napoli|Turin|Torino|Florence|Firenze|Venice|Venezia|Bologna|Genoa|Palermo|Athens|Istanbul|Ankara|Izmir|Moscow|Saint Petersburg|Kyiv
Warsaw|Warszawa|Kraków|Gdańsk|Wrocław|Prague|Praha|Brno|Bratislava|Budapest|Bucharest|Sofia|Belgrade|Zagreb|Ljubljana|Sarajevo|Riga|Vilnius
Tallinn|Reykjavik|Luxembourg|Monaco|Valletta|Nicosia|New York|New York City|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego
Dallas|San Jose|Austin|Jacksonville|Fort Worth|Columbus|Charlotte|Indianapolis|San Francisco|Seattle|Denver|Washington|Washington, D.C.|Boston
Nashville|Detroit|Portland|Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas City|Atlanta|Miami
Oakland|Minneapolis|Tampa|New Orleans|Cleveland|Honolulu|Anchorage|Pittsburgh|Cincinnati|St. Louis|Orlando|Salt Lake City|Buffalo|Brooklyn
Manhattan|Queens|Toronto|Montreal|Vancouver|Ottawa|Calgary|Edmonton|Quebec|Winnipeg|Halifax|Mexico City|Guadalajara|Havana|Bogotá|Lima|Quito
Santiago|Buenos Aires|Montevideo|São Paulo|Rio de Janeiro|Brasília|Caracas|La Paz|Panama City|San Juan|Kingston|Cairo|Alexandria|Casablanca|Tunis
Algiers|Lagos|Nairobi|Accra|Addis Ababa|Cape Town|Johannesburg|Durban|Pretoria|Dakar|Kampala|Harare|Dubai|Abu Dhabi|Riyadh|Doha|Kuwait City|Beirut
Baghdad|Tehran|Jerusalem|Tel Aviv|Amman|Mumbai|Delhi|New Delhi|Bangalore|Kolkata|Chennai|Hyderabad|Pune|Karachi|Lahore|Islamabad|Dhaka|Colombo
Kathmandu|Bangkok|Hanoi|Ho Chi Minh City|Jakarta|Bali|Manila|Kuala Lumpur|Singapore|Hong Kong|Macau|Taipei|Beijing|Shanghai|Shenzhen|Guangzhou
Seoul|Busan|Tokyo|Osaka|Kyoto|Yokohama|Sapporo|Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra|Auckland|Wellington|Christchurch
USA|United States|United States of America|U.S.|UK|United Kingdom|England|Scotland|Wales|Northern Ireland|Ireland|Germany|France|Spain|Italy|Portugal
Netherlands|Belgium|Switzerland|Austria|Denmark|Sweden|Norway|Finland|Poland|Czech Republic|Hungary|Romania|Greece|Turkey|Russia|Ukraine|China
Japan|Korea|South Korea|India|Pakistan|Indonesia|Vietnam|Thailand|Australia|New Zealand|Canada|Mexico|Brazil|Argentina|Chile|Peru|Colombia|Egypt
South Africa|Nigeria|Kenya|Morocco|Israel|Iran|Iraq|Saudi Arabia|Iceland|Estonia|Latvia|Lithuania|Slovakia|Slovenia|Croatia|Serbia|Bulgaria|Cyprus
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky
Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico
North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia
Bavaria|Bayern|Saxony|Hesse|Catalonia|Andalusia|Tuscany|Lombardy|Normandy|Brittany|Provence|Tyrol|Bohemia|Silesia|Ontario|British Columbia|Kent
Surrey|Yorkshire|Cornwall|Essex|Sussex|Queensland|Victoria|New South Wales|Tasmania|Europe|Asia|Africa|North America|South America|Antarctica
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

TRADES = (
    """
Insurance|Bank|Logistics|Consulting|Solutions|Systems|Technologies|Software|Media|Pharma|Energy|Foods|Motors|Airlines|Hotels|Partners|Capital
Holdings|Group|Industries|Electronics|Construction|Roofing|Plumbing|Heating|Bakery|Pharmacy|Clinic|Hospital|Dental|Law|Legal|Books|Publishing
Records|Studios|Pictures|Games|Design|Architects|Engineering|Steel|Chemicals|Paints|Textiles|Furniture|Interiors|Gardens|Farms|Dairy|Brewery
Wines|Coffee|Catering|Restaurant|Travel|Tours|Cruises|Shipping|Freight|Couriers|Taxi|Rentals|Leasing|Finance|Investments|Ventures|Trust|Foundation
Institute|Academy|College|University|School|Museum|Gallery|Theatre|Orchestra|Society|Association|Federation|Union|Council|Agency|Authority|Ministry
Department|Office|Services|Networks|Telecom|Mobile|Broadband|Security|Cleaning|Recycling|Water|Gas|Power|Solar|Wind|Oil|Mining|Labs|Research|Biotech
Robotics|Analytics|Data|Cloud|Digital|Online|Stores|Market|Supermarket|Outlet|Fashion|Shoes|Jewellers|Opticians|Cosmetics|Fitness|Sports|Club|Mutual|Traders|Party|Airways|Inn|Hotel|Restaurant|Bistro|Car Rental|Church|Parish|Library|Senate|Parliament|Police|Army|Navy|Fire Brigade|Newspaper|Times|Post|Herald|Radio|TV|Channel
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

LODGINGS = (
    """
Hotel|Hotel|Hotel|Hotel|Inn|Lodge|Hostel|Guesthouse|Guest House|Resort|Suites|Apartments|Boutique Hotel|Grand Hotel|Palace|Residence|Manor|Motel
Villa|B&B|Bed & Breakfast|Retreat|Chalet|Rooms|Hotel & Spa|Resort & Spa|Park Hotel|Beach Hotel|Airport Hotel|Plaza|Pension|Albergo|Posada|Hostal
Camping|Ryokan|Riad|Country House|Youth Hostel|Serviced Apartments|Boutique|Towers
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What a house with beds calls itself."""

EATERIES = (
    """
Restaurant|Restaurant|Café|Cafe|Bistro|Brasserie|Grill|Kitchen|Diner|Bar|Bar & Grill|Pizzeria|Trattoria|Osteria|Ristorante|Taverna|Cantina|Steakhouse
Deli|Bakery|Tea Room|Coffee House|Coffee|Noodle Bar|Noodles|Ramen|Sushi|Sushi Bar|Curry House|Tandoori|Kebab House|Burgers|Burger Bar|Pizza|Tapas
Tacos|Taqueria|Barbecue|BBQ|Smokehouse|Fish Bar|Seafood|Oyster Bar|Wine Bar|Wine Cellar|Tavern|Arms|Inn|Alehouse|Brewhouse|Beer Garden|Crêperie
Creperie|Patisserie|Gelateria|Ice Cream|Juice Bar|Eatery|Canteen|Dining Room|Chophouse|Rotisserie|Teahouse|Dumplings|Dim Sum|Bodega|Vegan Kitchen
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What a house with tables calls itself."""

SIGNS = (
    """
Lion|Swan|Crown|Anchor|Dragon|Lotus|Olive|Olive Tree|Vine|Oak|Elm|Maple|Willow|Cedar|Palm|Bamboo|Jasmine|Lavender|Rosemary|Thyme|Saffron|Pepper|Ginger
Basil|Mint|Lemon|Orange|Cherry|Plum|Fig|Peach|Apple|Almond|Walnut|Honey|Salt|Spice|Spoon|Fork|Plate|Table|Oven|Copper Pot|Lantern|Lighthouse|Harbour|Bay
Ocean|Sea|Wave|Coral|Pearl|Shell|Oyster|Lobster|Crab|Salmon|Whale|Dolphin|Gull|Heron|Eagle|Falcon|Owl|Raven|Robin|Peacock|Rooster|Duck|Goose|Fox|Wolf|Bear|Stag
Hare|Horse|White Horse|Bull|Ox|Lamb|Elephant|Tiger|Panda|Camel|Butterfly|Bee|Sun|Moon|Star|Stars|Sunrise|Sunset|Horizon|Sky|Cloud|Rainbow|Mountain|Valley|River
Riverside|Lake|Lakeside|Seaside|Hillside|Garden|Gardens|Terrace|Courtyard|Orchard|Meadow|Forest|Grove|Island|Beach|Bridge|Mill|Old Mill|Castle|Tower|Gate|Abbey
Chapel|Station|Market|Square|Corner|Cellar|Attic|Ship|Compass|Castaway|Pilgrim|Traveller|Nomad|Queen|King|Prince|Duke|Monk|Miller|Blacksmith|Baron|Empress
Samurai|Maharaja|Sultan|Buddha|Zen|Fuji|Ganges|Taj|Bombay|Saigon|Siam|Hanoi|Tokyo|Shanghai|Peking|Seoul|Napoli|Roma|Sicilia|Toscana|Sevilla|Havana
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What hangs over the doors of inns, and what cooks and hosts like to be called after."""

SHINE = (
    """
Royal|Grand|Golden|Silver|Imperial|Old|Little|Blue|Red|Green|White|Black|Crystal|Emerald|Amber|Ivory|Jade|Scarlet|Happy|Lucky|Jolly|Hungry|Lazy|Quiet
Hidden|Secret|Rustic|Cosy|Urban|Modern|Central|Premier|Comfort|Luxury|Elegant|Majestic|Noble|Regal|Supreme|Sunny|Starry|Tropical|Twin|Three|Seven|Wild|Crooked
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

ABROAD = (
    """
La Piazza|La Dolce Vita|La Tavola|La Cantina|La Scala|Il Forno|Il Giardino|Il Mulino|Bella Vista|Bella Italia|Casa Nostra|Buon Gusto|Da Vinci|Al Dente|Al Porto
Le Jardin|Le Moulin|Le Petit Paris|Le Coq d'Or|La Bonne Table|Au Vieux Pont|Aux Trois Mages|Bon Appétit|Belle Époque|L'Auberge|L'Atelier|L'Étoile|La Rotonde|Le Marquis
El Toro|El Gaucho|El Sombrero|El Rincón|La Paloma|La Bodeguita|Los Amigos|Las Palmas|Buena Vista|Casa Blanca|Mi Casa|Zum Löwen|Zur Post|Zum Goldenen Hirsch|Zur Linde
Goldener Adler|Schwarzer Bär|Alte Mühle|Ratskeller|Seeblick|Bergblick|Waldesruh|Akropolis|Mykonos|Santorini|Dionysos|Olympia|Bosphorus|Anatolia|Sakura|Hana|Yamato
Mikado|Umami|Wasabi|Golden Wok|Lotus Garden|Jade Palace|Bamboo Garden|Mandarin Court|Chopsticks|Spice of India|Taste of Punjab|Shalimar|Namaste|Himalaya|Tandoor Palace
Thai Orchid|Lemongrass|Coconut Grove|Pho Viet|Little Saigon|Seoul Garden|Kimchi House|Casa Lisboa|O Marinheiro|Churrascaria Gaúcha|Dom Pedro|Het Anker|De Gouden Leeuw
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""Names of houses as many have them, in the tongues of cooks."""

KITCHENS = (
    """
Indian|Mexican|Thai|Chinese|Japanese|French|Greek|Turkish|Lebanese|Moroccan|Ethiopian|Vietnamese|Spanish|Portuguese|German|American|British|Cuban
Mediterranean|Middle Eastern|Asian fusion|Nordic|Caribbean|Vegetarian|Vegan|Vegan options|Kosher|Organic|Lactose-free|Nut-free|Pescatarian|Low-carb|Dairy-free
Fast food|Fine dining|Buffet|Brunch|Desserts|Pastries|Snacks|Grilled fish|Lamb stew|Onion soup|Fried rice|Spring rolls|Cheese plate|Chocolate cake|Potato salad
Petrol|Hybrid|Manual|Automatic|Estate|Hatchback|Saloon|Convertible|Sedan|Pickup|Economy|Business|First class|Window seat|Single room|Twin beds|Full board|Half board
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What cooks offer, and other choices of guests."""
